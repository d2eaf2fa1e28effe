import { backgroundEvidence } from '../../../../src/matting/islands/background-evidence';
import { opponentBins } from '../../../../src/matting/islands/opponent-bins';
import { createRgbImage } from '../../../../src/raster';

const picture = (...colours: readonly (readonly number[])[]) =>
  createRgbImage({ width: colours.length, height: 1 }, 3, Uint8Array.from(colours.flat()));

const BLUE = [0, 0, 255];
const RED = [255, 0, 0];
const GREEN = [0, 255, 0];

describe('backgroundEvidence', () => {
  it('is the logarithm of how much more likely a colour is in the background than in the subject', () => {
    // Of the subject's four pixels one is blue; of the background's two, both. Each colour is one hill in its histogram.
    const evidence = backgroundEvidence(picture(BLUE, BLUE, RED, RED, RED, BLUE), {
      background: Uint8Array.of(1, 1, 0, 0, 0, 0),
      subject: Uint8Array.of(0, 0, 1, 1, 1, 1),
    });

    // log(1 / (1 / 4)); what is unseen changes it by less than a hundredth.
    expect(Math.abs((evidence?.[5] ?? NaN) - Math.log(4))).toBeLessThan(0.01);
    expect(evidence?.[2]).toBe(-3);
  });

  it('is nothing where neither has the colour', () => {
    const evidence = backgroundEvidence(picture(BLUE, RED, GREEN), {
      background: Uint8Array.of(1, 0, 0),
      subject: Uint8Array.of(0, 1, 0),
    });

    expect(evidence?.[2]).toBeCloseTo(0, 5);
  });

  it('is undefined without a background or without a subject', () => {
    const [none, one] = [Uint8Array.of(0), Uint8Array.of(1)];

    expect(backgroundEvidence(picture(RED), { background: none, subject: one })).toBeUndefined();
    expect(backgroundEvidence(picture(RED), { background: one, subject: none })).toBeUndefined();
  });
});

describe('opponentBins', () => {
  it('keeps every colour in the cube, and grey in the middle of both chromas', () => {
    const [black, white, ...loud] = opponentBins(
      picture([0, 0, 0], [255, 255, 255], RED, GREEN, BLUE, [255, 255, 0]),
    );

    expect([black, white]).toEqual([8 * 16 + 8, 15 * 256 + 8 * 16 + 8]);
    expect(loud.every((bin) => bin < 4096)).toBe(true);
    expect(new Set(loud).size).toBe(4);
  });
});
