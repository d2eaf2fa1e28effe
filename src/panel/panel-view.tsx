import { ActivityView } from './activity-view';
import { Announcer } from './announcer';
import { CommandButtons } from './command-buttons';
import { ModelChoice } from './model-choice';
import type { PanelController } from './panel-controller';
import { isBusy, type ReadyState } from './panel-state';
import { PrivacyNote } from './privacy-note';
import { TargetNotice } from './target-notice';

interface PanelViewProps {
  readonly state: ReadyState;
  readonly controller: PanelController;
}

export function PanelView({ state, controller }: PanelViewProps) {
  const { activity, target, jobs, model, documentCount } = state;
  const isRunning = isBusy(activity);
  return (
    <>
      {/* An error says what is wrong with the target by itself. */}
      {activity.kind === 'failed' && target.kind === 'missing' ? null : (
        <TargetNotice view={target} />
      )}
      <ModelChoice
        models={jobs.models}
        chosen={model}
        isDisabled={isRunning}
        onChoose={(modelId) => controller.chooseModel(modelId)}
      />
      {isRunning ? null : (
        <CommandButtons
          activity={activity}
          documentCount={documentCount}
          onRun={(command) => void controller.run(command)}
        />
      )}
      <ActivityView activity={activity} controller={controller} />
      <Announcer activity={activity} />
      <PrivacyNote />
    </>
  );
}
