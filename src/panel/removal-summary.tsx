import type { ComputerTest, RemovalReport } from '../jobs';
import { DeviceNotes } from './device-notes';
import { coverageLine, deviceLine, doneLine, reviewLine } from './report-lines';
import { useReveal } from './use-reveal';

interface RemovalSummaryProps {
  readonly report: RemovalReport;
  readonly test: ComputerTest | undefined;
}

export function RemovalSummary({ report, test }: RemovalSummaryProps) {
  const review = reviewLine(report);
  return (
    <section className="summary" aria-label="Result" ref={useReveal<HTMLElement>()}>
      <h2>{doneLine(report)}</h2>
      {review === undefined ? null : <p className="review">{review}</p>}
      <p>{coverageLine(report)}</p>
      <p className="quiet">{deviceLine(report)}</p>
      <DeviceNotes runs={[report.run]} test={test} />
    </section>
  );
}
