import {
  connectivityError,
  fringeError,
  gradientError,
  gradientMagnitude,
  intersectionOverUnion,
  matteError,
  zoneErrors,
  zonesOf,
} from '../../../bench/quality/metrics';
import { largestComponent } from '../../../bench/quality/metrics/largest-component';

const plane = (...values: number[]) => Float32Array.from(values);
const row = (values: Float32Array) => ({ width: values.length, height: 1 });

describe('matteError', () => {
  it('sums differences in thousands, and takes the means of them and of their squares', () => {
    const { sad, mse, mae } = matteError(plane(0, 1, 0.5, 0.5), plane(0, 0.5, 0.5, 1));

    expect(sad).toBeCloseTo(0.001, 12);
    expect(mse).toBeCloseTo(0.125, 12);
    expect(mae).toBeCloseTo(0.25, 12);
  });
});

describe('gradientMagnitude', () => {
  const extent = { width: 12, height: 3 };
  const step = Float32Array.from({ length: 36 }, (_, i) => (i % 12 < 6 ? 0 : 1));

  // With g(x) = exp(−x²/3.92): Σ g / ‖g‖ = 3.50566 / 1.57525, and Σ x·g over x = 1…4 / ‖x·g‖ = 1.86526 / 1.55938.
  it('is the same on both sides of a step: the taps beyond it', () => {
    const magnitude = gradientMagnitude(step, extent);

    expect(magnitude[12 + 5]).toBeCloseTo(2.662, 3);
    expect(magnitude[12 + 6]).toBeCloseTo(2.662, 3);
  });

  it('is the same for an edge that lies across', () => {
    const across = Float32Array.from({ length: 36 }, (_, i) => (Math.floor(i / 3) < 6 ? 0 : 1));

    const magnitude = gradientMagnitude(across, { width: 3, height: 12 });

    expect(magnitude[3 * 5 + 1]).toBeCloseTo(2.662, 3);
  });

  it('is zero where nothing changes, at the border too', () => {
    const magnitude = gradientMagnitude(new Float32Array(36).fill(0.7), extent);

    expect(Math.max(...magnitude)).toBeLessThan(1e-6);
  });
});

describe('gradientError', () => {
  it('sums the squared differences of magnitudes, in thousands', () => {
    const error = gradientError(plane(1, 2, 0), plane(1, 0, 3));

    expect(error).toBeCloseTo(0.013, 12);
  });

  // The tails of Σ x·g are 1.86526, 1.09043, 0.36953 and 0.06752, each on both sides of the step.
  it('takes a missing edge for its whole energy', () => {
    const step = Float32Array.from({ length: 24 }, (_, i) => (i % 24 < 12 ? 0 : 1));
    const extent = { width: 24, height: 1 };

    const error = gradientError(
      gradientMagnitude(new Float32Array(24), extent),
      gradientMagnitude(step, extent),
    );

    expect(error * 1000).toBeCloseTo(19.591, 2);
  });
});

describe('connectivityError', () => {
  it('counts what hangs apart from the common region', () => {
    const truth = plane(1, 1, 1, 0, 0);

    const error = connectivityError(plane(1, 1, 1, 0, 0.5), truth, row(truth));

    expect(error).toBeCloseTo(0.0005, 9);
  });

  it('forgives what is fainter than theta', () => {
    const truth = plane(1, 1, 1, 0, 0);

    expect(connectivityError(plane(1, 1, 1, 0, 0.14), truth, row(truth))).toBe(0);
  });

  it('counts what a matte lacks above the level that joins it to the region', () => {
    const truth = plane(1, 1);

    // The pixel is in the common region up to 0.5: the truth stands 0.5 above that, the matte 0.
    expect(connectivityError(plane(1, 0.5), truth, row(truth))).toBeCloseTo(0.0005, 9);
  });

  it('joins a pixel at a level that floats cannot hold exactly', () => {
    const truth = plane(1, 1);

    // Connected up to 0.7, so only the truth's 0.3 above it counts.
    expect(connectivityError(plane(1, 0.7), truth, row(truth))).toBeCloseTo(0.0003, 6);
  });

  it('is zero for two regions in both, though the smaller is in neither connected part', () => {
    const truth = plane(1, 1, 0, 1);

    expect(connectivityError(truth, truth, row(truth))).toBe(0);
  });
});

describe('largestComponent', () => {
  it('does not join regions that touch only at a corner', () => {
    const mask = Uint8Array.of(1, 0, 1, 0, 0, 1);

    expect([...largestComponent(mask, { width: 2, height: 3 })]).toEqual([1, 0, 1, 0, 0, 0]);
  });

  it('does not join the end of a row to the start of the next', () => {
    const mask = Uint8Array.of(0, 0, 1, 1, 0, 0, 1, 0, 0);

    expect([...largestComponent(mask, { width: 3, height: 3 })]).toEqual([
      0, 0, 0, 1, 0, 0, 1, 0, 0,
    ]);
  });

  it('is empty where the mask is', () => {
    expect([...largestComponent(Uint8Array.of(0, 0), { width: 2, height: 1 })]).toEqual([0, 0]);
  });
});

describe('intersectionOverUnion', () => {
  it('divides what both mark by what either marks, at 0.5', () => {
    expect(intersectionOverUnion(plane(0.5, 0.9, 0.4, 0), plane(1, 1, 1, 0))).toBeCloseTo(2 / 3);
  });

  it('is 1 where both are empty', () => {
    expect(intersectionOverUnion(plane(0.4), plane(0))).toBe(1);
  });
});

describe('zonesOf', () => {
  const truth = Float32Array.from({ length: 50 }, (_, i) => (i < 25 ? 0 : 1));
  const marked = (mask: Uint8Array) => [...mask.keys()].filter((i) => mask[i] === 1);
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

  it('takes ten pixels on either side of both edge pixels for the band', () => {
    expect(marked(zonesOf(truth, row(truth)).band)).toEqual(range(14, 36));
  });

  it('erodes interior and exterior by ten pixels, but not from the border of the image', () => {
    const { interior, exterior } = zonesOf(truth, row(truth));

    expect(marked(exterior)).toEqual(range(0, 15));
    expect(marked(interior)).toEqual(range(35, 50));
  });

  it('reaches ten pixels in every direction, and no further on the diagonal', () => {
    const extent = { width: 41, height: 41 };
    const dot = new Float32Array(41 * 41);
    dot[20 * 41 + 20] = 0.02;

    const { exterior } = zonesOf(dot, extent);

    // 6² + 8² = 10², and 7² + 8² is more.
    expect(exterior[(20 + 6) * 41 + 20 + 8]).toBe(0);
    expect(exterior[(20 - 8) * 41 + 20 - 6]).toBe(0);
    expect(exterior[(20 + 7) * 41 + 20 + 8]).toBe(1);
    expect(exterior[20 * 41 + 30]).toBe(0);
    expect(exterior[20 * 41 + 31]).toBe(1);
  });

  it('looks for a fringe wherever the truth is mixed, far from the edge too', () => {
    const mixed = Float32Array.from(truth, (value, i) => (i === 2 ? 0.3 : value));

    expect(marked(zonesOf(mixed, row(mixed)).fringe)).toEqual([2, ...range(14, 36)]);
  });
});

describe('zoneErrors', () => {
  it('takes means in the zones alone', () => {
    const zones = {
      band: Uint8Array.of(0, 1, 1, 0),
      interior: Uint8Array.of(0, 0, 1, 1),
      exterior: Uint8Array.of(1, 1, 0, 0),
      fringe: new Uint8Array(4),
    };

    const { band, veil, dirt } = zoneErrors(plane(0.01, 0.03, 0.9, 0.99), plane(0, 0, 1, 1), zones);

    expect(band).toBeCloseTo(0.065, 6);
    expect(veil).toBe(0.5);
    expect(dirt).toBe(0.5);
  });

  it('says nothing of a zone that the picture does not have', () => {
    const none = new Uint8Array(1);
    const zones = { band: none, interior: none, exterior: none, fringe: none };

    expect(zoneErrors(plane(1), plane(1), zones)).toEqual({
      band: undefined,
      veil: undefined,
      dirt: undefined,
    });
  });
});

describe('fringeError', () => {
  const zone = Uint8Array.of(1);

  it('is the colour error alone where the opacity is right', () => {
    const truth = { alpha: plane(0.5), rgb: Uint8Array.of(100, 100, 100) };

    // Half of 60 in one of three channels, on each paper.
    expect(fringeError({ ...truth, rgb: Uint8Array.of(160, 100, 100) }, truth, zone)).toBe(10);
  });

  it('is what the paper shows where only the opacity is wrong', () => {
    const rgb = Uint8Array.of(0, 0, 0);

    // On black 0; on white 127.5 in three channels; on green 127.5 in one: 510 of nine.
    const error = fringeError({ alpha: plane(0.5), rgb }, { alpha: plane(1), rgb }, zone);

    expect(error).toBeCloseTo(510 / 9, 9);
  });

  it('is unknown where there is no edge', () => {
    const cutOut = { alpha: plane(1), rgb: Uint8Array.of(0, 0, 0) };

    expect(fringeError(cutOut, cutOut, Uint8Array.of(0))).toBeUndefined();
  });
});
