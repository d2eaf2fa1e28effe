import { BatchOutcomes } from './batch-outcomes';
import { ErrorNotice } from './error-notice';
import type { ComputerTest } from '../jobs';
import type { Activity } from './panel-state';
import { RemovalSummary } from './removal-summary';
import { CANCELLED_LINE } from './report-lines';
import { RunView } from './run-view';
import { useReveal } from './use-reveal';

interface ActivityViewProps {
  readonly activity: Activity;
  /** What a test of this session has shown need not be said again. */
  readonly test?: ComputerTest | undefined;
  readonly onCancel: () => void;
}

/** What is under way, or what the last run came to. */
export function ActivityView({ activity, test, onCancel }: ActivityViewProps) {
  switch (activity.kind) {
    case 'idle':
      return activity.lastCommand ? <CancelledNote /> : null;
    case 'running':
    case 'cancelling':
      return <RunView activity={activity} onCancel={onCancel} />;
    case 'done':
      return <RemovalSummary report={activity.report} test={test} />;
    case 'batchDone':
      return <BatchOutcomes report={activity.report} test={test} />;
    case 'failed':
      return <ErrorNotice error={activity.error} />;
  }
}

function CancelledNote() {
  return (
    <p className="quiet" ref={useReveal<HTMLParagraphElement>()}>
      {CANCELLED_LINE}
    </p>
  );
}
