import { ProgressBar } from '@adobe/react-spectrum/ProgressBar';
import { CancelButton } from './cancel-button';
import { MiddleEllipsis } from './middle-ellipsis';
import type { Activity, RunProgress } from './panel-state';
import { percentOf, stageOf } from './run-progress';

interface RunViewProps {
  readonly activity: Extract<Activity, { kind: 'running' | 'cancelling' }>;
  readonly onCancel: () => void;
}

export function RunView({ activity, onCancel }: RunViewProps) {
  return (
    <section className="run" aria-label="Progress">
      {activity.kind === 'running' ? (
        <Course progress={activity.progress} />
      ) : (
        <ProgressBar label="Cancelling" isIndeterminate UNSAFE_className="bar" />
      )}
      <CancelButton isCancelling={activity.kind === 'cancelling'} onCancel={onCancel} />
    </section>
  );
}

function Course({ progress }: { readonly progress: RunProgress }) {
  const percent = percentOf(progress);
  return (
    <>
      {progress.kind === 'batch' ? (
        <p className="run-document">
          <span>{`${progress.position} of ${progress.count}`}</span>
          <MiddleEllipsis text={progress.documentName} />
        </p>
      ) : null}
      <ProgressBar
        label={stageOf(progress)}
        UNSAFE_className="bar"
        {...(percent === undefined ? { isIndeterminate: true } : { value: percent })}
      />
    </>
  );
}
