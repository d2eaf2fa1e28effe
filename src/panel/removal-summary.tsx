import type { RemovalReport } from '../jobs';
import { coverageLine, deviceLine } from './report-lines';
import { useReveal } from './use-reveal';

export function RemovalSummary({ report }: { readonly report: RemovalReport }) {
  return (
    <section className="summary" aria-label="Result" ref={useReveal<HTMLElement>()}>
      <h2>Background removed</h2>
      <p>{coverageLine(report)}</p>
      <p className="quiet">{deviceLine(report)}</p>
    </section>
  );
}
