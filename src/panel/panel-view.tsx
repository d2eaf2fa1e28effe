import type { OffcutError } from '../support';
import { ActivityView } from './activity-view';
import { Announcer } from './announcer';
import { CommandButtons } from './command-buttons';
import { ErrorNotice } from './error-notice';
import type { PanelController } from './panel-controller';
import { isBusy, type ReadyState } from './panel-state';
import { PrivacyNote } from './privacy-note';
import { QualityChoice } from './quality-choice';
import { TargetNotice } from './target-notice';

interface PanelViewProps {
  readonly state: ReadyState;
  readonly controller: PanelController;
}

export function PanelView({ state, controller }: PanelViewProps) {
  const { activity, target, jobs, tier, documentCount } = state;
  const isRunning = isBusy(activity);
  const refusal = refusalOf(state);
  return (
    <>
      {refusal ? <ErrorNotice error={refusal} /> : <TargetNotice view={target} />}
      <QualityChoice
        tiers={jobs.tiers}
        chosen={tier}
        isDisabled={isRunning}
        onChoose={(quality) => controller.chooseQuality(quality)}
      />
      {isRunning ? null : (
        <CommandButtons
          activity={activity}
          documentCount={documentCount}
          onRun={(command) => void controller.run(command)}
        />
      )}
      {refusal ? null : <ActivityView activity={activity} onCancel={() => controller.cancel()} />}
      <Announcer activity={activity} />
      <PrivacyNote />
    </>
  );
}

/** The error that a click met and that the target's own place tells: it is said there, louder, and not twice. */
function refusalOf({ activity, target }: ReadyState): OffcutError | undefined {
  if (activity.kind !== 'failed' || target.kind !== 'missing') return undefined;
  return activity.error.code === target.error.code ? activity.error : undefined;
}
