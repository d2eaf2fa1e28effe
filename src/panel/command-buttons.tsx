import { Button } from '@adobe/react-spectrum/Button';
import type { Activity, RemovalCommand } from './panel-state';

interface CommandButtonsProps {
  readonly activity: Activity;
  readonly documentCount: number;
  readonly isDisabled: boolean;
  readonly onRun: (command: RemovalCommand) => void;
}

/** After a run the focus, which was on Cancel, goes back to the button that began it. */
export function CommandButtons({
  activity,
  documentCount,
  isDisabled,
  onRun,
}: CommandButtonsProps) {
  const lastCommand = lastCommandOf(activity);
  const count = documentCount > 0 ? ` (${documentCount})` : '';
  return (
    <div className="buttons">
      <Button
        UNSAFE_className="button"
        isDisabled={isDisabled}
        variant="accent"
        onPress={() => onRun('remove-background')}
        autoFocus={lastCommand === 'remove-background'}
      >
        Remove Background
      </Button>
      <Button
        UNSAFE_className="button"
        isDisabled={isDisabled}
        variant="secondary"
        onPress={() => onRun('remove-background-all-documents')}
        autoFocus={lastCommand === 'remove-background-all-documents'}
      >
        {`All Open Documents${count}`}
      </Button>
    </div>
  );
}

function lastCommandOf(activity: Activity): RemovalCommand | undefined {
  switch (activity.kind) {
    case 'idle':
      return activity.lastCommand;
    case 'running':
    case 'cancelling':
    case 'failed':
      return activity.command;
    case 'done':
      return 'remove-background';
    case 'batchDone':
      return 'remove-background-all-documents';
  }
}
