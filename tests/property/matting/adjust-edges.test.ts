import fc from 'fast-check';
import {
  adjustEdges,
  EDGE_CONTROL_RANGES,
  NO_EDGE_CONTROLS,
  renderAdjustedStrip,
  type EdgeControls,
} from '../../../src/matting';
import type { Extent } from '../../../src/raster';

interface Mask extends Extent {
  readonly pixels: Uint8Array;
}

const rectangle = fc.record({
  left: fc.integer({ min: -5, max: 90 }),
  top: fc.integer({ min: -5, max: 90 }),
  width: fc.integer({ min: 1, max: 60 }),
  height: fc.integer({ min: 1, max: 60 }),
  level: fc.constantFrom(0, 255, 255, 90, 201),
  /** 1 for a flat rectangle; else its levels vary. */
  grain: fc.constantFrom(1, 1, 1, 37),
});

/** Large constant parts, where nothing needs to be looked at, and what lies between. */
const mask: fc.Arbitrary<Mask> = fc
  .record({
    width: fc.integer({ min: 1, max: 100 }),
    height: fc.integer({ min: 1, max: 100 }),
    ground: fc.constantFrom(0, 0, 255),
    rectangles: fc.array(rectangle, { maxLength: 4 }),
  })
  .map(({ width, height, ground, rectangles }) => {
    const pixels = new Uint8Array(width * height).fill(ground);
    for (const part of rectangles)
      for (let i = 0; i < pixels.length; i += 1) {
        const x = (i % width) - part.left;
        const y = Math.floor(i / width) - part.top;
        if (x >= 0 && x < part.width && y >= 0 && y < part.height)
          pixels[i] = part.grain === 1 ? part.level : (i * part.grain) % 256;
      }
    return { width, height, pixels };
  });

/** Each control is off as often as on, and mostly small. */
const within = (name: keyof EdgeControls, most: number) =>
  fc.oneof(
    fc.constant(0),
    fc.double({ min: Math.max(-most, EDGE_CONTROL_RANGES[name][0]), max: most, noNaN: true }),
  );
const controls: fc.Arbitrary<EdgeControls> = fc.record({
  smooth: within('smooth', 6),
  contrast: within('contrast', 100),
  shift: within('shift', 7),
  feather: within('feather', 9),
});

const cuts = fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 1, maxLength: 5 });

describe('adjustEdges', () => {
  it('gives the same bytes however the mask is cut into strips', () => {
    fc.assert(
      fc.property(mask, controls, cuts, (source, settings, heights) => {
        const whole = adjustEdges(source.pixels, source, settings);

        expect(inStrips(source, settings, heights)).toEqual(whole);
      }),
    );
  });

  it('commutes with flips, exactly', () => {
    fc.assert(
      fc.property(mask, controls, (source, settings) => {
        const adjusted = { ...source, pixels: adjustEdges(source.pixels, source, settings) };

        expect(adjustEdges(mirrored(source), source, settings)).toEqual(mirrored(adjusted));
        const turned = adjustEdges(source.pixels.slice().reverse(), source, settings);
        expect(turned.reverse()).toEqual(adjusted.pixels);
      }),
    );
  });

  it('reveals nowhere less when the shift is raised', () => {
    fc.assert(
      fc.property(mask, fc.double({ min: 0, max: 8, noNaN: true }), (source, shift) => {
        const grown = adjustEdges(source.pixels, source, { ...NO_EDGE_CONTROLS, shift });
        const shrunk = adjustEdges(source.pixels, source, { ...NO_EDGE_CONTROLS, shift: -shift });

        expect(grown.every((level, i) => level >= source.pixels[i]!)).toBe(true);
        expect(shrunk.every((level, i) => level <= source.pixels[i]!)).toBe(true);
      }),
    );
  });

  it('shrinks the subject as it would grow the rest', () => {
    fc.assert(
      fc.property(mask, fc.double({ min: 0, max: 8, noNaN: true }), (source, shift) => {
        const inverse = source.pixels.map((level) => 255 - level);

        const grown = adjustEdges(inverse, source, { ...NO_EDGE_CONTROLS, shift });

        const shrunk = adjustEdges(source.pixels, source, { ...NO_EDGE_CONTROLS, shift: -shift });
        const misses = grown.map((level, i) => Math.abs(255 - level - shrunk[i]!));
        expect(Math.max(...misses)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

function inStrips(source: Mask, settings: EdgeControls, heights: readonly number[]): Uint8Array {
  const { width, pixels } = source;
  const target = new Uint8Array(pixels.length);
  for (let top = 0, turn = 0; top < source.height; turn += 1) {
    const height = Math.min(heights[turn % heights.length]!, source.height - top);
    const strip = renderAdjustedStrip(
      (rows) => pixels.slice(rows.top * width, (rows.top + rows.height) * width),
      { extent: source, top, height },
      settings,
    );
    target.set(strip, top * width);
    top += height;
  }
  return target;
}

/** Left for right. */
function mirrored({ width, pixels }: Mask): Uint8Array {
  return pixels.map((_, i) => pixels[i - (i % width) + width - 1 - (i % width)]!);
}
