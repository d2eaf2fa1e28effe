import type { BatchReport, ComputerTest, DocumentOutcome, RunReport } from '../jobs';
import { messageFor } from '../support';
import { DeviceNotes } from './device-notes';
import { MiddleEllipsis } from './middle-ellipsis';
import { inOrderOfReview, isToReview, outcomesLine, reportLine } from './report-lines';
import { useReveal } from './use-reveal';

interface BatchOutcomesProps {
  readonly report: BatchReport;
  readonly test: ComputerTest | undefined;
}

export function BatchOutcomes({ report, test }: BatchOutcomesProps) {
  return (
    <section className="summary" aria-label="Result" ref={useReveal<HTMLElement>()}>
      <h2>{outcomesLine(report.outcomes)}</h2>
      <DeviceNotes runs={runsOf(report)} test={test} />
      <ul className="outcomes">
        {inOrderOfReview(report.outcomes).map((outcome) => (
          <Outcome key={outcome.document.documentId} outcome={outcome} />
        ))}
      </ul>
    </section>
  );
}

function runsOf({ outcomes }: BatchReport): readonly RunReport[] {
  return outcomes.flatMap((outcome) => (outcome.kind === 'done' ? [outcome.report.run] : []));
}

function Outcome({ outcome }: { readonly outcome: DocumentOutcome }) {
  const isReview = isToReview(outcome);
  return (
    <li>
      <p className="outcome-head">
        <MiddleEllipsis text={outcome.document.documentName} />
        <span className={`outcome-${isReview ? 'review' : outcome.kind}`}>
          {isReview ? 'to review' : outcome.kind}
        </span>
      </p>
      <Reason outcome={outcome} />
    </li>
  );
}

function Reason({ outcome }: { readonly outcome: DocumentOutcome }) {
  switch (outcome.kind) {
    case 'done':
      return <p className="quiet">{reportLine(outcome.report)}</p>;
    case 'skipped':
    case 'failed': {
      const { summary, nextStep } = messageFor(outcome.error);
      return (
        <p className="quiet">
          {summary} {nextStep}
        </p>
      );
    }
    case 'cancelled':
      return null;
  }
}
