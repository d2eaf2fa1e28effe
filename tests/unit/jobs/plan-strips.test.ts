import { randomFillSync } from 'node:crypto';
import { toChunk } from '../../../src/bridge';
import { planStrips } from '../../../src/jobs/plan-strips';

describe('planning strips', () => {
  it('covers every row once, from top to bottom', () => {
    const strips = planStrips({ width: 1_000_000, height: 5 });

    expect(strips).toEqual([
      { top: 0, height: 2 },
      { top: 2, height: 2 },
      { top: 4, height: 1 },
    ]);
  });

  it('cuts fewer rows of wider pixels', () => {
    const extent = { width: 1000, height: 5000 };

    const [mask] = planStrips(extent);
    const [colours] = planStrips(extent, 4);

    expect(colours!.height).toBe(Math.floor(mask!.height / 4));
  });

  it('takes one strip for a small mask', () => {
    expect(planStrips({ width: 1, height: 1 })).toEqual([{ top: 0, height: 1 }]);
  });

  it('keeps a strip of noise, which deflate makes larger, within one chunk', () => {
    const width = 1024;
    const [first] = planStrips({ width, height: 10_000 });
    const noise = randomFillSync(new Uint8Array(width * first!.height));

    expect(() => toChunk(noise, { deflate: true })).not.toThrow();
  });
});
