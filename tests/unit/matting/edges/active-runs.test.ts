import { activeRuns, findActivity } from '../../../../src/matting/edges/active-runs';

describe('activeRuns', () => {
  const extent = { width: 100, height: 40 };
  const mask = new Uint8Array(4000);
  mask[20 * 100 + 50] = 9;
  const activity = findActivity(mask, extent);

  it('is the cell of a pixel that is neither hidden nor revealed', () => {
    expect(activeRuns(activity, { reach: 0, along: 'rows' })).toEqual([
      { left: 48, top: 16, width: 16, height: 16 },
    ]);
  });

  it('grows by the cells within reach, and ends with the mask', () => {
    expect(activeRuns(activity, { reach: 17, along: 'columns' })).toEqual(
      [16, 32, 48, 64, 80].map((left) => ({ left, top: 0, width: 16, height: 40 })),
    );
  });

  it('joins runs that are nearer than the gap', () => {
    const two = new Uint8Array(100);
    two[0] = 9;
    two[60] = 9;
    const line = findActivity(two, { width: 100, height: 1 });
    const runs = (gap: number) => activeRuns(line, { reach: 0, along: 'rows', gap });

    expect(runs(32)).toHaveLength(2);
    expect(runs(33)).toEqual([{ left: 0, top: 0, width: 64, height: 1 }]);
  });

  it('is where the two constants meet, also between cells', () => {
    const halves = Uint8Array.from({ length: 64 }, (_, i) => (i < 32 ? 0 : 255));
    const line = findActivity(halves, { width: 64, height: 1 });

    expect(activeRuns(line, { reach: 1, along: 'rows' })).toEqual([
      { left: 16, top: 0, width: 32, height: 1 },
    ]);
  });
});
