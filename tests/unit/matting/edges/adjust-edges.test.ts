import {
  adjustEdges,
  NO_EDGE_CONTROLS,
  reachOfEdges,
  renderAdjustedStrip,
  type EdgeControls,
} from '../../../../src/matting';
import type { Extent } from '../../../../src/raster';

const ALL: EdgeControls = { smooth: 3, contrast: 20, shift: 2, feather: 1.5 };

const control = (controls: Partial<EdgeControls>): EdgeControls => ({
  ...NO_EDGE_CONTROLS,
  ...controls,
});

/** `levelAt` asks the middles of the pixels, counted from the middle pixel. */
function draw({ width, height }: Extent, levelAt: (x: number, y: number) => number): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, i) =>
    Math.round(levelAt((i % width) - (width >> 1), Math.floor(i / width) - (height >> 1))),
  );
}

/** Straight from 0 to 255 over 8 pixels, its middle at 0. */
const ramp = (x: number): number => 255 * Math.min(1, Math.max(0, 0.5 + x / 8));

/** The same with round shoulders, over `width` pixels. */
function softStep(x: number, width = 12): number {
  const share = Math.min(1, Math.max(0, 0.5 + x / width));
  return 255 * share * share * (3 - 2 * share);
}

const total = (mask: Uint8Array): number => mask.reduce((sum, level) => sum + level / 255, 0);

/** The largest difference more than `margin` pixels from the border. */
function worst(mask: Uint8Array, expected: Uint8Array, { width, height }: Extent, margin = 0) {
  let most = 0;
  for (let y = margin; y < height - margin; y += 1)
    for (let x = margin; x < width - margin; x += 1)
      most = Math.max(most, Math.abs(mask[y * width + x]! - expected[y * width + x]!));
  return most;
}

describe('adjustEdges', () => {
  it('is the mask itself, copied, without controls', () => {
    const mask = Uint8Array.from({ length: 600 }, (_, i) => (i * 37) % 256);

    const adjusted = adjustEdges(mask, { width: 30, height: 20 }, NO_EDGE_CONTROLS);

    expect(adjusted).toEqual(mask);
    expect(adjusted).not.toBe(mask);
  });

  it.each([0, 255])('keeps a mask that is all %i', (level) => {
    const mask = new Uint8Array(50 * 40).fill(level);

    expect(adjustEdges(mask, { width: 50, height: 40 }, ALL)).toEqual(mask);
  });

  it.each([
    { width: 1, height: 1 },
    { width: 1, height: 9 },
    { width: 9, height: 1 },
  ])('takes a mask of $width×$height that is all one grey', (extent) => {
    const mask = new Uint8Array(extent.width * extent.height).fill(200);

    const adjusted = adjustEdges(mask, extent, control({ smooth: 20, shift: -20, feather: 100 }));

    expect(adjusted).toEqual(mask);
  });

  it('lets a subject that the border cuts stay cut there', () => {
    const extent = { width: 40, height: 40 };
    const mask = draw(extent, (x) => (x < 0 ? 255 : 0));

    const adjusted = adjustEdges(mask, extent, { ...ALL, shift: -2 });

    for (let y = 1; y < 40; y += 1)
      expect(adjusted.subarray(y * 40, y * 40 + 40)).toEqual(adjusted.subarray(0, 40));
    expect(adjusted[0]).toBe(255);
  });

  it.each([
    [{ smooth: 20.5 }, 'Expected smooth between 0 and 20 but received 20.5'],
    [{ contrast: -1 }, 'Expected contrast between 0 and 100 but received -1'],
    [{ shift: NaN }, 'Expected shift between -20 and 20 but received NaN'],
    [{ feather: Infinity }, 'Expected feather between 0 and 100 but received Infinity'],
  ])('refuses %o', (controls, message) => {
    const adjust = () => adjustEdges(new Uint8Array(1), { width: 1, height: 1 }, control(controls));

    expect(adjust).toThrow(new RangeError(message));
  });

  it('refuses a mask of another extent', () => {
    expect(() => adjustEdges(new Uint8Array(5), { width: 2, height: 3 }, ALL)).toThrow(
      'Expected a mask of 2×3 but received 5 bytes',
    );
  });
});

describe('smooth', () => {
  it.each([1, 2, 3, 5, 8, 12, 20])(
    'takes a spike %i pixels wide off, and leaves the edge where it is',
    (width) => {
      const extent = { width: 161, height: 81 };
      const inSpike = (x: number) => x >= 0 && x < width;
      const mask = draw(extent, (x, y) => (y > 0 || inSpike(x) ? 255 : 0));

      const smoothed = adjustEdges(mask, extent, control({ smooth: width }));

      expect(total(smoothed.subarray(0, 161 * 16))).toBe(0);
      expect(smoothed[41 * 161 + 4]).toBe(255);
      expect(smoothed[40 * 161 + 4]).toBe(0);
    },
  );

  it('keeps what is twice as wide as it smooths', () => {
    const extent = { width: 81, height: 41 };
    const mask = draw(extent, (x) => (x >= 0 && x < 8 ? 255 : 0));

    expect(adjustEdges(mask, extent, control({ smooth: 4 }))).toEqual(mask);
  });

  it.each([0, 30, 45, 77])(
    'keeps a straight soft edge at %i degrees, but for what rounding made of it',
    (degrees) => {
      const extent = { width: 81, height: 81 };
      const [across, down] = [
        Math.cos((degrees * Math.PI) / 180),
        Math.sin((degrees * Math.PI) / 180),
      ];
      const mask = draw(extent, (x, y) => softStep(x * across + y * down));

      const smoothed = adjustEdges(mask, extent, control({ smooth: 6 }));

      expect(worst(smoothed, mask, extent, 9)).toBeLessThanOrEqual(1);
    },
  );
});

describe('contrast', () => {
  it('cuts its share off the transition and stretches the rest', () => {
    const mask = Uint8Array.of(0, 25, 51, 102, 127, 128, 153, 204, 230, 255);

    const hardened = adjustEdges(mask, { width: 10, height: 1 }, control({ contrast: 40 }));

    // 127.5 + (level − 127.5) / 0.6
    expect([...hardened]).toEqual([0, 0, 0, 85, 127, 128, 170, 255, 255, 255]);
  });

  it('leaves almost no transition at 100', () => {
    const mask = Uint8Array.of(0, 60, 124, 127, 128, 131, 200, 255);

    const hardened = adjustEdges(mask, { width: 8, height: 1 }, control({ contrast: 100 }));

    expect([...hardened]).toEqual([0, 0, 0, 103, 153, 255, 255, 255]);
  });
});

describe('shift', () => {
  const extent = { width: 61, height: 61 };

  it.each([1.5, -1.5, 0.25, 2, -6.75])('moves a straight ramp by %f pixels', (shift) => {
    const moved = adjustEdges(draw(extent, ramp), extent, control({ shift }));

    const expected = draw(extent, (x) => ramp(x + shift));
    expect(worst(moved, expected, extent)).toBeLessThanOrEqual(2);
  });

  it.each([1.5, -1.5, 7.25])('moves a soft edge at 45 degrees by %f pixels', (shift) => {
    const slanted = (by: number) => draw(extent, (x, y) => softStep((x + y) * Math.SQRT1_2 + by));

    const moved = adjustEdges(slanted(0), extent, control({ shift }));

    expect(worst(moved, slanted(shift), extent, 9)).toBeLessThanOrEqual(3);
  });

  it.each([10, 25, 60, 80])('moves it as far at %i degrees', (degrees) => {
    const [across, down] = [
      Math.cos((degrees * Math.PI) / 180),
      Math.sin((degrees * Math.PI) / 180),
    ];
    const slanted = (by: number) => draw(extent, (x, y) => softStep(x * across + y * down + by));

    const moved = adjustEdges(slanted(0), extent, control({ shift: 4.5 }));

    expect(worst(moved, slanted(4.5), extent, 6)).toBeLessThanOrEqual(3);
  });

  it('makes a hair of one pixel three pixels wide when it grows by one', () => {
    const hair = draw(extent, (x) => (x === 0 ? 255 : 0));

    const grown = adjustEdges(hair, extent, control({ shift: 1 }));

    expect(grown).toEqual(draw(extent, (x) => (Math.abs(x) <= 1 ? 255 : 0)));
  });

  it('takes a hair of one pixel away when it shrinks by one', () => {
    const hair = draw(extent, (x) => (x === 0 ? 255 : 0));

    expect(total(adjustEdges(hair, extent, control({ shift: -1 })))).toBe(0);
  });

  it('makes a single pixel a disc without holes', () => {
    const dot = draw(extent, (x, y) => (x === 0 && y === 0 ? 255 : 0));

    const grown = adjustEdges(dot, extent, control({ shift: 20 }));

    const missed = draw(extent, (x, y) => (x * x + y * y <= 400 ? 255 : 0)).filter(
      (level, i) => grown[i]! < level,
    );
    expect(missed).toHaveLength(0);
    expect(total(grown)).toBeGreaterThan(Math.PI * 20 ** 2 * 0.98);
    expect(total(grown)).toBeLessThan(Math.PI * 21 ** 2);
  });

  const disc = (radius: number) =>
    draw({ width: 141, height: 141 }, (x, y) => softStep(radius - Math.hypot(x, y), 20));

  it.each([3, -3, 7.5, 12])('changes the radius of a disc by %f pixels', (shift) => {
    const moved = adjustEdges(disc(50), { width: 141, height: 141 }, control({ shift }));

    const area = total(disc(50 + shift));
    expect(Math.abs(total(moved) / area - 1)).toBeLessThan(0.01);
  });

  it.each([2.5, 5])('gives a large smooth disc back when it grows and shrinks by %f', (shift) => {
    const size = { width: 141, height: 141 };

    const grown = adjustEdges(disc(50), size, control({ shift }));
    const back = adjustEdges(grown, size, control({ shift: -shift }));

    expect(worst(back, disc(50), size)).toBeLessThanOrEqual(2);
  });
});

describe('feather', () => {
  it.each([0.7, 1, 1.5, 3.3, 12, 40])(
    'makes a hard edge the integral of a Gaussian of %f pixels',
    (feather) => {
      const extent = { width: 401, height: 3 };
      const mask = draw(extent, (x) => (x > 0 ? 255 : 0));

      const soft = adjustEdges(mask, extent, control({ feather }));

      // The steps between neighbours are the blur's weights: their variance is the square of its deviation.
      const row = [...soft.subarray(0, 401)];
      const moments = row.slice(1).map((level, i) => {
        const share = (level - row[i]!) / 255;
        return share * (i + 1 - 200.5 - 0.5) ** 2;
      });
      const variance = moments.reduce((sum, moment) => sum + moment, 0);
      expect(Math.abs(Math.sqrt(variance) / feather - 1)).toBeLessThan(0.03);
    },
  );

  it('keeps what is revealed in sum', () => {
    const extent = { width: 90, height: 90 };
    const mask = draw(extent, (x, y) => (Math.hypot(x, y) < 20 ? 255 : 0));

    const soft = adjustEdges(mask, extent, control({ feather: 4 }));

    expect(Math.abs(total(soft) / total(mask) - 1)).toBeLessThan(0.001);
  });
});

describe('renderAdjustedStrip', () => {
  it('asks for the strip and its reach, as far as the mask goes', () => {
    const asked: unknown[] = [];
    const controls = control({ shift: 1.5, smooth: 2 });
    const extent = { width: 3, height: 100 };
    const renderRows = (rows: { top: number; height: number }) => {
      asked.push(rows);
      return new Uint8Array(3 * rows.height);
    };

    renderAdjustedStrip(renderRows, { extent, top: 50, height: 10 }, controls);
    renderAdjustedStrip(renderRows, { extent, top: 0, height: 99 }, controls);

    expect(reachOfEdges(controls)).toBe(4);
    expect(asked).toEqual([
      { top: 46, height: 18 },
      { top: 0, height: 100 },
    ]);
  });

  it('asks for nothing around the strip where only the contrast changes', () => {
    expect(reachOfEdges(control({ contrast: 50 }))).toBe(0);
  });

  it.each([
    { top: -1, height: 2 },
    { top: 9, height: 2 },
    { top: 0, height: 0 },
  ])('refuses rows $top and $height on of a mask 10 high', ({ top, height }) => {
    const request = { extent: { width: 1, height: 10 }, top, height };

    expect(() => renderAdjustedStrip(() => new Uint8Array(0), request, ALL)).toThrow(RangeError);
  });

  it('refuses rows of another length than it asked for', () => {
    const request = { extent: { width: 4, height: 10 }, top: 0, height: 10 };

    expect(() => renderAdjustedStrip(() => new Uint8Array(39), request, ALL)).toThrow(
      'Expected 10 rows of 4 but received 39 bytes',
    );
  });
});
