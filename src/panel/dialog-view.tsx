import { Button } from '@adobe/react-spectrum/Button';
import { useEffect } from 'react';
import { ActivityView } from './activity-view';
import { Announcer } from './announcer';
import type { DocumentOutcome } from '../jobs';
import type { PanelController } from './panel-controller';
import { isBusy, type Activity, type ReadyState } from './panel-state';
import { isToReview, reviewLine } from './report-lines';
import { useEscape } from './use-escape';

/** Long enough to read one line. */
const CLOSE_AFTER_MS = 1500;

interface DialogViewProps {
  readonly state: ReadyState;
  readonly controller: PanelController;
}

/** A menu command's own small window: it closes itself when all went well, and waits where there is something to read. */
export function DialogView({ state: { activity }, controller }: DialogViewProps) {
  const closesBy = closing(activity);
  useEffect(() => {
    if (closesBy === undefined) return undefined;
    const timer = setTimeout(() => void controller.closeDialog(), closesBy);
    return () => clearTimeout(timer);
  }, [closesBy, controller]);
  return (
    <>
      <ActivityView activity={activity} onCancel={() => controller.cancel()} />
      <Announcer activity={activity} />
      {isBusy(activity) ? null : (
        <div className="foot choices">
          {activity.kind === 'failed' ? (
            <Button
              UNSAFE_className="button"
              variant="secondary"
              onPress={() => void controller.run(activity.command)}
            >
              Try again
            </Button>
          ) : null}
          <CloseButton onClose={() => void controller.closeDialog()} />
        </div>
      )}
    </>
  );
}

function CloseButton({ onClose }: { readonly onClose: () => void }) {
  useEscape(onClose);
  return (
    <Button UNSAFE_className="button" variant="secondary" onPress={onClose} autoFocus>
      Close
    </Button>
  );
}

function isDoneForGood(outcome: DocumentOutcome): boolean {
  return outcome.kind === 'done' && !isToReview(outcome);
}

/** Milliseconds until the dialog closes itself; undefined while it must not. */
function closing(activity: Activity): number | undefined {
  switch (activity.kind) {
    case 'idle':
      return activity.lastCommand ? 0 : undefined;
    case 'done':
      return reviewLine(activity.report) === undefined ? CLOSE_AFTER_MS : undefined;
    case 'batchDone':
      return activity.report.outcomes.every(isDoneForGood) ? CLOSE_AFTER_MS : undefined;
    case 'running':
    case 'cancelling':
    case 'failed':
      return undefined;
  }
}
