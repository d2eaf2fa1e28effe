import type { RemovalReport } from '../jobs';
import { DONE_LINE, coverageLine, deviceLine, reviewLine } from './report-lines';
import { useReveal } from './use-reveal';

export function RemovalSummary({ report }: { readonly report: RemovalReport }) {
  const review = reviewLine(report);
  return (
    <section className="summary" aria-label="Result" ref={useReveal<HTMLElement>()}>
      <h2>{DONE_LINE}</h2>
      {review === undefined ? null : <p className="review">{review}</p>}
      <p>{coverageLine(report)}</p>
      <p className="quiet">{deviceLine(report)}</p>
    </section>
  );
}
