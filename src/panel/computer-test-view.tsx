import { Button } from '@adobe/react-spectrum/Button';
import { ProgressBar } from '@adobe/react-spectrum/ProgressBar';
import { CancelButton } from './cancel-button';
import { ErrorNotice } from './error-notice';
import { isTesting, type TestView } from './panel-state';
import { TestOutcome } from './test-outcome';
import { testAnnouncement } from './test-lines';

interface ComputerTestViewProps {
  readonly view: TestView;
  /** A removal runs: the test must wait. */
  readonly isBusy: boolean;
  readonly onTest: () => void;
  readonly onCancel: () => void;
}

/** The test of every provider: its button, its course, and what it came to. */
export function ComputerTestView({ view, isBusy, onTest, onCancel }: ComputerTestViewProps) {
  return (
    <section className="run" aria-label="Test">
      <Outcome view={view} />
      {isTesting(view) ? (
        <Course view={view} onCancel={onCancel} />
      ) : (
        <Button
          UNSAFE_className="button"
          variant="secondary"
          onPress={onTest}
          isDisabled={isBusy}
          autoFocus={view.kind !== 'untested' || view.wasCancelled === true}
        >
          Test this computer
        </Button>
      )}
      <p className="only-read-aloud" aria-live="polite">
        {testAnnouncement(view)}
      </p>
    </section>
  );
}

function Outcome({ view }: { readonly view: TestView }) {
  switch (view.kind) {
    case 'tested':
      return <TestOutcome test={view.test} />;
    case 'failed':
      return <ErrorNotice error={view.error} />;
    case 'untested':
    case 'testing':
    case 'cancelling':
      return null;
  }
}

/** After a test the focus, which was on Cancel, goes back to the button that began it. */
function Course({ view, onCancel }: Pick<ComputerTestViewProps, 'view' | 'onCancel'>) {
  return (
    <>
      {view.kind === 'testing' ? (
        <ProgressBar
          label="Testing this computer"
          value={view.fraction * 100}
          UNSAFE_className="bar"
        />
      ) : (
        <ProgressBar label="Cancelling" isIndeterminate UNSAFE_className="bar" />
      )}
      <CancelButton isCancelling={view.kind === 'cancelling'} onCancel={onCancel} />
    </>
  );
}
