import { BAND_DEFAULTS, planBand } from '../../../../src/matting/refine/plan-band';
import { planTiles } from '../../../../src/matting/refine/plan-tiles';
import { createAlphaMatte } from '../../../../src/raster';

const side = 200;

describe('planBand', () => {
  it('keeps a band of the network’s own pixel around an edge without a soft pixel', () => {
    const plan = planBand(ramp(0), { width: side, height: side });

    const columns = unknownColumns(plan.depth);
    expect(columns[0]).toBeGreaterThanOrEqual(97);
    expect(columns.at(-1)).toBeLessThanOrEqual(102);
    expect(columns.length).toBeGreaterThanOrEqual(2);
  });

  it('is wider where the transition is wide', () => {
    const narrow = unknownColumns(planBand(ramp(4), { width: side, height: side }).depth);
    const wide = unknownColumns(planBand(ramp(16), { width: side, height: side }).depth);

    expect(wide.length - narrow.length).toBeGreaterThan(16 - 4);
  });

  it('measures a straight ramp’s own width, in thousandths of the longer side', () => {
    const { transition } = planBand(ramp(4), { width: side, height: side });

    const width = transition[100 * side + 100] ?? NaN;
    expect(Math.abs(width - (4 / side) * 1000)).toBeLessThan(4);
  });

  it('has the source’s proportions', () => {
    const plan = planBand(ramp(4), { width: 4000, height: 1000 });

    expect([plan.width, plan.height]).toEqual([200, 50]);
  });

  it.each([0, 1, BAND_DEFAULTS.softAbove / 2])('finds no band in a matte of %d', (alpha) => {
    const flat = createAlphaMatte({ width: 9, height: 5 }, new Float32Array(45).fill(alpha));

    const plan = planBand(flat, { width: 90, height: 50 });

    expect(plan.depth.some((depth) => depth > 0)).toBe(false);
    expect(planTiles(plan, { width: 90, height: 50 }, { side: 16, margin: 8 })).toEqual([]);
  });
});

describe('planTiles', () => {
  it('covers every source pixel whose depth is above 0, once', () => {
    const extent = { width: 1000, height: 900 };
    const plan = planBand(ramp(16), extent);

    const tiles = planTiles(plan, extent, { side: 64, margin: 0 });

    const scale = plan.width / extent.width;
    const missed = tiles.every(({ left }) => left + 64 < 500 - 8 / scale || left > 500 + 8 / scale);
    expect(missed).toBe(false);
    expect(new Set(tiles.map(({ left, top }) => `${left},${top}`)).size).toBe(tiles.length);
    expect(tiles.filter(({ left }) => left <= 500 && left + 64 > 500)).toHaveLength(
      Math.ceil(900 / 64),
    );
    expect(tiles.length).toBeLessThan(Math.ceil(900 / 64) * 8);
  });
});

/** From 0 at the left to 1 at the right over `width` columns around the middle. */
function ramp(width: number) {
  const alpha = Float32Array.from({ length: side * side }, (_, i) => {
    const x = (i % side) + 0.5 - side / 2;
    return width === 0 ? Number(x > 0) : Math.min(1, Math.max(0, 0.5 + x / width));
  });
  return createAlphaMatte({ width: side, height: side }, alpha);
}

function unknownColumns(depth: Float32Array): number[] {
  const row = Array.from(depth.subarray(100 * side, 101 * side));
  return row.flatMap((value, x) => (value > 0 ? [x] : []));
}
