import fc from 'fast-check';
import { renderMaskStrip } from '../../../src/matting';
import { createAlphaMatte, type AlphaMatte, type Bounds, type Extent } from '../../../src/raster';

const side = fc.integer({ min: 1, max: 16 });
const extent = fc.record({ width: side, height: fc.integer({ min: 1, max: 40 }) });
const bounds = fc.record({
  left: fc.integer({ min: -12, max: 12 }),
  top: fc.integer({ min: -12, max: 30 }),
  width: fc.integer({ min: 1, max: 30 }),
  height: fc.integer({ min: 1, max: 50 }),
});
const matte = fc.record({ width: side, height: side }).chain((size) =>
  fc
    .array(fc.double({ min: 0, max: 1, noNaN: true }), {
      minLength: size.width * size.height,
      maxLength: size.width * size.height,
    })
    .map((alpha) => createAlphaMatte(size, Float32Array.from(alpha))),
);
/** Heights of strips, repeated as often as the mask needs. */
const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });

describe('renderMaskStrip', () => {
  it('gives the same bytes however the mask is cut into strips', () => {
    fc.assert(
      fc.property(matte, extent, bounds, cuts, (source, document, at, heights) => {
        const whole = renderMaskStrip(source, {
          extent: document,
          bounds: at,
          top: 0,
          height: document.height,
        });

        expect(inStrips(source, document, at, heights)).toEqual([...whole]);
      }),
    );
  });

  it('hides every pixel outside the bounds and shows all inside where the matte is 1', () => {
    fc.assert(
      fc.property(extent, bounds, (document, at) => {
        const opaque = createAlphaMatte({ width: 2, height: 3 }, new Float32Array(6).fill(1));

        const mask = renderMaskStrip(opaque, {
          extent: document,
          bounds: at,
          top: 0,
          height: document.height,
        });

        const expected = Array.from(mask, (_, i) =>
          isInside(i % document.width, Math.floor(i / document.width), at) ? 255 : 0,
        );
        expect([...mask]).toEqual(expected);
      }),
    );
  });

  it('is within half a level and a float’s error of the flipped mask, flipped', () => {
    fc.assert(
      fc.property(matte, extent, (source, document) => {
        const at = { left: 0, top: 0, ...document };
        const request = { extent: document, bounds: at, top: 0, height: document.height };
        const turned = createAlphaMatte(source, source.alpha.slice().reverse());

        const flipped = renderMaskStrip(turned, request).reverse();

        const mask = renderMaskStrip(source, request);
        expect(
          Math.max(...[...mask].map((value, i) => Math.abs(value - (flipped[i] ?? NaN)))),
        ).toBeLessThanOrEqual(1);
      }),
    );
  });
});

function inStrips(
  source: AlphaMatte,
  document: Extent,
  at: Bounds,
  heights: readonly number[],
): number[] {
  const mask: number[] = [];
  for (let top = 0, turn = 0; top < document.height; turn += 1) {
    const height = Math.min(heights[turn % heights.length] ?? 1, document.height - top);
    mask.push(...renderMaskStrip(source, { extent: document, bounds: at, top, height }));
    top += height;
  }
  return mask;
}

function isInside(x: number, y: number, { left, top, width, height }: Bounds): boolean {
  return x >= left && x < left + width && y >= top && y < top + height;
}
