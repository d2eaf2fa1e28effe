import type { CaseResult, Sample } from '../../../bench/speed/samples';
import { meanDifference, median, ratio, summarise } from '../../../bench/speed/summarise';
import { checkTargets } from '../../../bench/speed/targets';

const sampleOf = (totalMs: number, extra: Partial<Sample> = {}): Sample => ({
  ...{ totalMs, networkMs: totalMs - 10, provider: 'wasm', threads: 1 },
  stages: { network: totalMs - 10, render: 10 },
  ...extra,
});

const resultOf = (name: string, warm: readonly number[], extra: Partial<CaseResult> = {}) => ({
  ...({ name, tool: 'ours', megapixels: 12, cold: sampleOf(2 * Math.max(...warm)) } as const),
  ...{ warm: warm.map((ms) => sampleOf(ms)), privateBytes: 1000, residentBytes: 1200 },
  ...extra,
});

describe('median', () => {
  it('is the middle of an odd number, whatever their order', () => {
    expect(median([9, 1, 4])).toBe(4);
  });

  it('is between the middle two of an even number', () => {
    expect(median([8, 1, 2, 4])).toBe(3);
  });

  it('is a value itself where there is one, and refuses none', () => {
    expect(median([5])).toBe(5);
    expect(() => median([])).toThrow(RangeError);
  });

  it('sorts by number and leaves the values as they were', () => {
    const values = [100, 9, 20];

    expect(median(values)).toBe(20);
    expect(values).toEqual([100, 9, 20]);
  });
});

describe('ratio', () => {
  it('is unknown where one of both is, or nothing is compared with', () => {
    expect(ratio(6, 4)).toBe(1.5);
    expect(ratio(undefined, 4)).toBeUndefined();
    expect(ratio(6, undefined)).toBeUndefined();
    expect(ratio(6, 0)).toBeUndefined();
  });
});

describe('meanDifference', () => {
  it('counts both directions', () => {
    expect(meanDifference([0, 255, 10], [3, 255, 4])).toBe(3);
  });

  it('refuses what cannot be compared', () => {
    expect(() => meanDifference([1], [1, 2])).toThrow('1 and 2');
    expect(() => meanDifference([], [])).toThrow(RangeError);
  });
});

describe('summarise', () => {
  it('compares each row with the peer of its own picture', () => {
    const rows = summarise([
      resultOf('peer', [900, 600, 700], { privateBytes: 2000 }),
      resultOf('fast', [100, 350, 90]),
      resultOf('peer', [50], { megapixels: 1 }),
      resultOf('fast', [25], { megapixels: 1 }),
    ]);

    expect(rows.map(({ warmMs }) => warmMs)).toEqual([700, 100, 50, 25]);
    expect(rows.map(({ warmSpeed }) => warmSpeed)).toEqual([1, 7, 1, 2]);
    expect(rows[1]?.coldSpeed).toBeCloseTo(1800 / 700);
    expect(rows.map(({ memoryShare }) => memoryShare)).toEqual([1, 0.5, 1, 1]);
  });

  it('takes the median of each stage by itself', () => {
    const warm = [
      { a: 1, b: 9 },
      { a: 5, b: 2 },
      { a: 3, b: 4 },
    ].map((stages) => sampleOf(20, { stages }));

    expect(summarise([resultOf('fast', [20], { warm })])[0]?.stages).toEqual({ a: 3, b: 4 });
  });

  it('says nothing of a peer that did not run, nor of a processor that was not watched', () => {
    const [row] = summarise([resultOf('fast', [20])]);

    expect(row).toMatchObject({ warmSpeed: undefined, memoryShare: undefined });
    expect(row).toMatchObject({ processorMs: undefined, processorSpeed: undefined });
  });

  it('compares processor times where they are known', () => {
    const timed = (processorMs: number) => ({ warm: [sampleOf(20, { processorMs })] });
    const rows = summarise([
      resultOf('peer', [20], timed(90)),
      resultOf('standard', [20], timed(60)),
    ]);

    expect(rows[1]?.processorSpeed).toBe(1.5);
  });
});

describe('checkTargets', () => {
  it('takes what is exactly wanted, and no less', () => {
    const rows = summarise([
      resultOf('peer', [600], { privateBytes: 1000 }),
      resultOf('standard', [400], { privateBytes: 700 }),
      resultOf('fast', [101], { privateBytes: 701 }),
    ]);

    expect(checkTargets(rows).map(({ name, isMet }) => [name, isMet])).toEqual([
      ['standard, warm: times as fast', true],
      ['fast, warm: times as fast', false],
      ['standard: share of the memory', true],
      ['fast: share of the memory', false],
    ]);
  });

  it('is silent where the peer did not run, or another picture', () => {
    const without = summarise([resultOf('fast', [20])]);
    const other = summarise(
      ['peer', 'fast'].map((name) => resultOf(name, [20], { megapixels: 1 })),
    );

    expect(checkTargets(without)).toEqual([]);
    expect(checkTargets(other)).toEqual([]);
  });
});
