import { reportIslands } from '../../../src/engine/report-islands';
import type { ChosenIsland } from '../../../src/matting';

const HOLE: ChosenIsland = {
  ...{ id: 'hole-1', kind: 'hole', label: 7, isKept: false },
  ...{ areaFraction: 0.1, meanAlpha: 0.2, confidence: 0.8 },
  bounds: { left: 1, top: 1, width: 2, height: 1 },
};

describe('reportIslands', () => {
  it('gives bounds in source pixels, outwards, and leaves the label behind', () => {
    const [report] = reportIslands([HOLE], { width: 4, height: 3 }, { width: 10, height: 7 });

    // 1…3 of 4 is 2.5…7.5 of 10, and 1…2 of 3 is 2.33…4.67 of 7.
    expect(report).toEqual({
      ...{ id: 'hole-1', kind: 'hole', isKept: false },
      ...{ areaFraction: 0.1, meanAlpha: 0.2, confidence: 0.8 },
      bounds: { left: 2, top: 2, width: 6, height: 3 },
    });
  });

  it.each([3, 4, 5, 49, 1024])('keeps bounds of the whole exact: a side of %i', (side) => {
    const whole = { left: 0, top: 0, width: side, height: 1 };

    const [report] = reportIslands(
      [{ ...HOLE, bounds: whole }],
      { width: side, height: 1 },
      { width: 6007, height: 1 },
    );

    expect(report?.bounds).toEqual({ left: 0, top: 0, width: 6007, height: 1 });
  });
});
