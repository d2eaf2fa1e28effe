import { Button } from '@adobe/react-spectrum/Button';
import { ProgressBar } from '@adobe/react-spectrum/ProgressBar';
import { reportText } from '../jobs';
import { CancelButton } from './cancel-button';
import { CopyField } from './copy-field';
import { DiagnosticsAnswers } from './diagnostics-answers';
import type { DiagnosticsController } from './diagnostics-controller';
import {
  answersOf,
  diagnosticsAnnouncement,
  endLine,
  isAsking,
  type AskingView,
  type DiagnosticsView,
} from './diagnostics-state';
import { ErrorNotice } from './error-notice';

interface DiagnosticsSectionProps {
  readonly view: DiagnosticsView;
  /** A removal or a test runs: the diagnostics must wait. */
  readonly isBusy: boolean;
  readonly controller: DiagnosticsController;
}

/** What is to be found out about this Photoshop: the button, the course, the answers, and the report to send. */
export function DiagnosticsSection({ view, isBusy, controller }: DiagnosticsSectionProps) {
  const answers = answersOf(view);
  return (
    <section className="run" aria-label="Diagnostics">
      {view.kind === 'failed' ? <ErrorNotice error={view.error} /> : null}
      {view.kind === 'ended' ? (
        <>
          <p>{endLine(view.report)}</p>
          <CopyField label="Report" text={reportText(view.report)} copyLabel="Copy report" />
        </>
      ) : null}
      {isAsking(view) ? (
        <Course view={view} onCancel={() => controller.cancel()} />
      ) : (
        <Start view={view} isBusy={isBusy} onStart={() => void controller.run()} />
      )}
      {answers.length > 0 ? (
        <DiagnosticsAnswers answers={answers} showsLatest={isAsking(view)} />
      ) : null}
      <p className="only-read-aloud" aria-live="polite">
        {diagnosticsAnnouncement(view)}
      </p>
    </section>
  );
}

interface StartProps extends Pick<DiagnosticsSectionProps, 'view' | 'isBusy'> {
  readonly onStart: () => void;
}

/** After a run the focus, which was on Cancel, goes back to the button that began it. */
function Start({ view, isBusy, onStart }: StartProps) {
  const isFirst = view.kind === 'idle';
  return (
    <>
      {isFirst ? (
        <p className="quiet">
          Diagnostics measures what Photoshop and this panel can do, on documents that it makes and
          closes. Yours are not touched. It takes about a minute.
        </p>
      ) : null}
      <Button
        UNSAFE_className="button"
        variant="secondary"
        onPress={onStart}
        isDisabled={isBusy}
        autoFocus={!isFirst}
      >
        {isFirst ? 'Diagnostics' : 'Run diagnostics again'}
      </Button>
    </>
  );
}

function Course({ view, onCancel }: { readonly view: AskingView; readonly onCancel: () => void }) {
  const { kind, answers, count, question } = view;
  return (
    <>
      {kind === 'asking' && count > 0 ? (
        <>
          <ProgressBar
            label={`${answers.length} of ${count}`}
            value={(100 * answers.length) / count}
            UNSAFE_className="bar"
          />
          <p className="quiet asking">{question}</p>
        </>
      ) : (
        <ProgressBar
          label={kind === 'asking' ? 'Diagnostics' : 'Cancelling'}
          isIndeterminate
          UNSAFE_className="bar"
        />
      )}
      <CancelButton isCancelling={kind === 'cancelling'} onCancel={onCancel} />
    </>
  );
}
