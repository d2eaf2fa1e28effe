import type { Activity } from './panel-state';
import { CANCELLED_LINE, doneLine, outcomesLine, reviewLine } from './report-lines';
import { stageOf } from './run-progress';

/** Tells a screen reader each new stage and the end; errors announce themselves. Percents would drown the rest. */
export function Announcer({ activity }: { readonly activity: Activity }) {
  return (
    <p className="only-read-aloud" role="status">
      {announcementOf(activity)}
    </p>
  );
}

function announcementOf(activity: Activity): string {
  switch (activity.kind) {
    case 'idle':
      return activity.lastCommand ? CANCELLED_LINE : '';
    case 'running':
      return activity.progress.kind === 'batch'
        ? `${activity.progress.position} of ${activity.progress.count}: ${stageOf(activity.progress)}`
        : stageOf(activity.progress);
    case 'cancelling':
      return 'Cancelling';
    case 'done':
      return [doneLine(activity.report), reviewLine(activity.report)].filter(Boolean).join('. ');
    case 'batchDone':
      return outcomesLine(activity.report.outcomes);
    case 'failed':
      return '';
  }
}
