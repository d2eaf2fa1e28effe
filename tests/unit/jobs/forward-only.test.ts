import { forwardOnly } from '../../../src/jobs/forward-only';
import type { Progress } from '../../../src/support';

describe('progress that only goes forward', () => {
  it('leaves out an earlier stage that runs beside a later one', () => {
    const seen: Progress[] = [];
    const report = forwardOnly((progress) => seen.push(progress));

    report({ stage: 'reading-pixels', fraction: 0.5 });
    report({ stage: 'loading-model', fraction: 0.1 });
    report({ stage: 'reading-pixels', fraction: 1 });
    report({ stage: 'loading-model', fraction: 0.2 });

    expect(seen).toEqual([
      { stage: 'reading-pixels', fraction: 0.5 },
      { stage: 'loading-model', fraction: 0.1 },
      { stage: 'loading-model', fraction: 0.2 },
    ]);
  });
});
