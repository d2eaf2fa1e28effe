import {
  averageByAgreement,
  believe,
  DEFAULT_FUSION,
  fusePasses,
  type Belief,
} from '../../../../src/matting/fuse';
import { createAlphaMatte, type AlphaMatte } from '../../../../src/raster';

const flat = (alpha: number): AlphaMatte =>
  createAlphaMatte({ width: 4, height: 4 }, new Float32Array(16).fill(alpha));

const sure = (alpha: number): Belief => believe(flat(alpha), flat(alpha), flat(0));

describe('averageByAgreement', () => {
  it('is the plain mean where both passes are equally far from the steady matte', () => {
    const mean = averageByAgreement([flat(0.25), flat(0.75)], sure(0.5));

    expect(mean.alpha[5]).toBeCloseTo(0.5, 6);
  });

  it('follows the pass that agrees where the other has lost the subject', () => {
    // Distances 0.1 and 0.9: weights as 1 / 0.2² and 1 / 1², so 25 to 1.
    const mean = averageByAgreement([flat(0.9), flat(0.1)], sure(1));

    expect(mean.alpha[5]).toBeCloseTo((25 * 0.9 + 0.1) / 26, 5);
  });

  it('is nearer to the plain mean the less the steady network is trusted', () => {
    const doubted = { ...sure(1), trust: new Float32Array(16).fill(0.5) };
    const mean = averageByAgreement([flat(0.9), flat(0.1)], doubted);

    // Half way between 1 / 2 and 25 / 26 of the first pass.
    const share = 0.5 + 0.5 * (25 / 26 - 0.5);
    expect(mean.alpha[5]).toBeCloseTo(share * 0.9 + (1 - share) * 0.1, 5);
  });

  it('does not care which pass comes first', () => {
    const steady = sure(0.8);

    const mean = averageByAgreement([flat(0.2), flat(0.9)], steady);

    expect(averageByAgreement([flat(0.9), flat(0.2)], steady).alpha[0]).toBeCloseTo(
      mean.alpha[0] ?? NaN,
      6,
    );
  });

  it('lets two passes that agree outvote one that does not, the more the steady network is trusted', () => {
    const untrusted = { ...sure(1), trust: new Float32Array(16) };

    const even = averageByAgreement([flat(0.9), flat(0.9), flat(0.3)], untrusted);
    const trusting = averageByAgreement([flat(0.9), flat(0.9), flat(0.3)], sure(1));

    expect(even.alpha[5]).toBeCloseTo(0.7, 6);
    // Distances 0.1, 0.1 and 0.7: weights 25, 25 and 1.5625.
    expect(trusting.alpha[5]).toBeCloseTo((50 * 0.9 + 1.5625 * 0.3) / 51.5625, 5);
  });

  it('refuses passes of different extents', () => {
    const other = createAlphaMatte({ width: 1, height: 1 }, new Float32Array(1));

    expect(() => averageByAgreement([flat(0), other], sure(0))).toThrow(
      new RangeError('Expected two mattes of 4×4 but received 1×1'),
    );
  });
});

describe('fusePasses', () => {
  it('gives a solid matte, settled and counted, for a veil that the steady network sees through', () => {
    const veil = flat(0.6);
    const solid = flat(0.999);

    const fused = fusePasses({
      fine: veil,
      fineMirrored: veil,
      steady: solid,
      steadyMirrored: solid,
    });

    expect(fused.alpha[0]).toBe(1);
    expect(fused.repairedPixels).toBe(16);
    expect(fused.uncertainty.score).toBe(0);
  });

  it('mirrors the second passes back', () => {
    const left = createAlphaMatte({ width: 2, height: 1 }, Float32Array.of(1, 0));
    const right = createAlphaMatte({ width: 2, height: 1 }, Float32Array.of(0, 1));

    const fused = fusePasses({
      fine: left,
      fineMirrored: right,
      steady: left,
      steadyMirrored: right,
    });

    expect([...fused.alpha]).toEqual([1, 0]);
  });

  it('adds what the fine network finds at a smaller extent', () => {
    const lost = flat(0.5);
    const found = createAlphaMatte({ width: 2, height: 2 }, new Float32Array(4).fill(0.999));
    const sureOfIt = { steady: flat(0.999), steadyMirrored: flat(0.999) };
    const passes = { fine: lost, fineMirrored: lost, ...sureOfIt };
    const settings = { ...DEFAULT_FUSION, gain: 0 };

    const alone = fusePasses(passes, settings);
    const together = fusePasses(
      { ...passes, reduced: [{ matte: found, isMirrored: false }] },
      settings,
    );

    expect(alone.alpha[5]).toBeCloseTo(0.5, 6);
    expect(together.alpha[5]).toBeGreaterThan(0.9);
  });

  it('takes nothing away for what the fine network loses at a smaller extent', () => {
    const passes = {
      ...{ fine: flat(0.6), fineMirrored: flat(0.7) },
      ...{ steady: flat(0.1), steadyMirrored: flat(0.1) },
    };
    const settings = { ...DEFAULT_FUSION, solidInterior: false };

    const alone = fusePasses(passes, settings);
    const together = fusePasses(
      { ...passes, reduced: [{ matte: flat(0), isMirrored: false }] },
      settings,
    );

    expect([...together.alpha]).toEqual([...alone.alpha]);
  });

  it('makes a thin part solid that the passes contradict each other about, though the smaller look has lost it', () => {
    // What the networks see in the middle of the demo photograph's stem.
    const fused = fusePasses({
      ...{ fine: flat(0.37), fineMirrored: flat(0.7) },
      ...{ steady: flat(0.99), steadyMirrored: flat(0.16) },
      reduced: [{ matte: flat(0.13), isMirrored: true }],
    });

    expect([...fused.alpha]).toEqual(new Array(16).fill(1));
  });

  it('turns a mirrored pass of a smaller extent back', () => {
    const even = createAlphaMatte({ width: 2, height: 1 }, Float32Array.of(0.5, 0.5));
    const right = createAlphaMatte({ width: 2, height: 1 }, Float32Array.of(0, 1));

    const fused = fusePasses(
      {
        ...{ fine: even, fineMirrored: even, steady: even, steadyMirrored: even },
        reduced: [{ matte: right, isMirrored: true }],
      },
      { ...DEFAULT_FUSION, solidInterior: false },
    );

    expect(fused.alpha[0]).toBeGreaterThan(fused.alpha[1] ?? NaN);
  });

  it('is uncertain where the fine passes disagree', () => {
    const { uncertainty } = fusePasses({
      fine: flat(1),
      fineMirrored: flat(0.25),
      steady: flat(1),
      steadyMirrored: flat(1),
    });

    expect([...uncertainty.map]).toEqual(new Array(16).fill(0.75));
  });
});
