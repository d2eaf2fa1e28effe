import { score, toTruth } from '../../../bench/quality/score';
import { createAlphaMatte, createRgbImage } from '../../../src/raster';

const SIDE = 40;
const extent = { width: SIDE, height: SIDE };
const alpha = Float32Array.from({ length: SIDE * SIDE }, (_, i) => (i % SIDE < SIDE / 2 ? 0 : 1));
const matte = createAlphaMatte(extent, alpha);
const photo = createRgbImage(extent, 3, new Uint8Array(SIDE * SIDE * 3).fill(80));

describe('score', () => {
  it('finds nothing wrong with the truth itself', () => {
    const scores = score(photo, { alpha }, toTruth(matte, photo));

    expect(scores).toEqual({
      sad: 0,
      mse: 0,
      mae: 0,
      grad: 0,
      conn: 0,
      band: 0,
      iou: 1,
      veil: 0,
      dirt: 0,
      fringe: 0,
    });
  });

  it('has no fringe where the true foreground is not known', () => {
    expect(score(photo, { alpha }, toTruth(matte)).fringe).toBeUndefined();
  });

  it('judges the colours that a method gives, and else those of the photo', () => {
    const truth = toTruth(matte, createRgbImage(extent, 3, new Uint8Array(SIDE * SIDE * 3)));

    const foreground = new Uint8Array(SIDE * SIDE * 3);

    expect(score(photo, { alpha, foreground }, truth).fringe).toBe(0);
    // 80 in eleven of the 22 columns of the band: those in which the truth is opaque.
    expect(score(photo, { alpha }, truth).fringe).toBeCloseTo(40, 9);
  });

  it.each([NaN, -0.01, 1.01])('refuses a matte that holds %d', (value) => {
    const wrong = new Float32Array(alpha);
    wrong[7] = value;

    expect(() => score(photo, { alpha: wrong }, toTruth(matte))).toThrow('at pixel 7');
  });

  it('refuses a matte of another size', () => {
    const half = alpha.subarray(0, 100);

    expect(() => score(photo, { alpha: half }, toTruth(matte))).toThrow('1600 pixels');
  });
});
