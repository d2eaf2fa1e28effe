import type { OffcutError } from '../support';
import { ActivityView } from './activity-view';
import { Announcer } from './announcer';
import { CommandButtons } from './command-buttons';
import { ErrorNotice } from './error-notice';
import type { PanelController } from './panel-controller';
import { OutputChoice } from './output-choice';
import { isBusy, isOccupied, type ReadyState } from './panel-state';
import { PrivacyNote } from './privacy-note';
import { QualityChoice } from './quality-choice';
import { TargetNotice } from './target-notice';
import { ThisComputer } from './this-computer';
import { useWarmUp } from './use-warm-up';

interface PanelViewProps {
  readonly state: ReadyState;
  readonly controller: PanelController;
}

export function PanelView({ state, controller }: PanelViewProps) {
  const { activity, target, jobs, tier, output, documentCount, computer } = state;
  useWarmUp(controller.computer, tier);
  const isRunning = isBusy(activity);
  const refusal = refusalOf(state);
  return (
    <>
      {refusal ? <ErrorNotice error={refusal} /> : <TargetNotice view={target} output={output} />}
      <QualityChoice
        tiers={jobs.tiers}
        chosen={tier}
        isDisabled={isOccupied(state)}
        onChoose={(quality) => controller.chooseQuality(quality)}
      />
      <OutputChoice
        chosen={output}
        isDisabled={isOccupied(state)}
        onChoose={(wanted) => controller.chooseOutput(wanted)}
      />
      {isRunning ? null : (
        <CommandButtons
          activity={activity}
          documentCount={documentCount}
          isDisabled={isOccupied(state)}
          onRun={(command) => void controller.run(command)}
        />
      )}
      {refusal ? null : (
        <ActivityView
          activity={activity}
          test={computer.test.kind === 'tested' ? computer.test.test : undefined}
          onCancel={() => controller.cancel()}
        />
      )}
      <Announcer activity={activity} />
      <ThisComputer
        view={computer}
        log={jobs.log}
        diagnostics={state.diagnostics}
        isBusy={isRunning}
        controllers={controller}
      />
      <PrivacyNote />
    </>
  );
}

/** The error that a click met and that the target's own place tells: it is said there, louder, and not twice. */
function refusalOf({ activity, target }: ReadyState): OffcutError | undefined {
  if (activity.kind !== 'failed' || target.kind !== 'missing') return undefined;
  return activity.error.code === target.error.code ? activity.error : undefined;
}
