import type { DocumentSummary } from '../../../src/bridge';
import { BatchProgressReporter } from '../../../src/jobs/batch-progress';

const DOCUMENTS = [1, 2, 3].map(
  (id) => ({ documentId: id, documentName: `${id}.psd` }) as DocumentSummary,
);

describe('the progress of a batch', () => {
  const told: string[] = [];
  let reporter: BatchProgressReporter;

  beforeEach(() => {
    told.length = 0;
    reporter = new BatchProgressReporter(DOCUMENTS, ({ position, count, inner, ...rest }) =>
      told.push(`${position}/${count} ${rest.documentName} ${inner.stage}, ${rest.finished} ended`),
    );
  });

  it('is of the first document that has not ended, however far later ones are', () => {
    reporter.of(0)({ stage: 'estimating' });
    reporter.of(1)({ stage: 'refining', fraction: 0.5 });
    reporter.end(0);
    reporter.of(1)({ stage: 'rendering-mask', fraction: 0 });

    expect(told).toEqual([
      '1/3 1.psd estimating, 0 ended',
      '2/3 2.psd refining, 1 ended',
      '2/3 2.psd rendering-mask, 1 ended',
    ]);
  });

  it('counts who has ended out of turn, passes over them, and tells of nobody at the end', () => {
    reporter.end(1);
    reporter.of(2)({ stage: 'estimating' });
    reporter.end(0);
    reporter.end(2);

    expect(told).toEqual(['1/3 1.psd reading-pixels, 1 ended', '3/3 3.psd estimating, 2 ended']);
  });
});
