import { Button } from '@adobe/react-spectrum/Button';
import { BatchOutcomes } from './batch-outcomes';
import { ErrorNotice } from './error-notice';
import type { PanelController } from './panel-controller';
import type { Activity } from './panel-state';
import { RemovalSummary } from './removal-summary';
import { RunView } from './run-view';

interface ActivityViewProps {
  readonly activity: Activity;
  readonly controller: PanelController;
}

/** What is under way, or what the last run came to. */
export function ActivityView({ activity, controller }: ActivityViewProps) {
  switch (activity.kind) {
    case 'idle':
      return null;
    case 'running':
    case 'cancelling':
      return <RunView activity={activity} onCancel={() => controller.cancel()} />;
    case 'done':
      return <RemovalSummary report={activity.report} />;
    case 'batchDone':
      return <BatchOutcomes report={activity.report} />;
    case 'failed':
      return (
        <>
          <ErrorNotice error={activity.error} />
          <Button
            UNSAFE_className="button"
            variant="secondary"
            onPress={() => void controller.run(activity.command)}
          >
            Try again
          </Button>
        </>
      );
  }
}
