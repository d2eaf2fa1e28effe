import { acceptSharper } from '../../../../src/matting/refine/accept-sharper';

const extent = { width: 20, height: 20 };
const rule = { priorWeight: 0, whole: 1, none: 2, clip: 0 };
const rules = {
  ...{ hard: rule, soft: rule, hardWidth: 5, softWidth: 10 },
  ...{ vastWidth: 40, vastWeight: 0 },
};

describe('acceptSharper', () => {
  it('takes a solution that mixes less than the prior', () => {
    expect(accept({ solution: 0.9, prior: 0.5 })).toBeCloseTo(0.9);
  });

  it('keeps the prior where the solution mixes far more', () => {
    expect(accept({ solution: 0.5, prior: 0.98 })).toBeCloseTo(0.98);
  });

  it('leaves what lies outside the runs', () => {
    const solution = new Float32Array(400).fill(0.4);
    const planes = { prior: solution.slice(), transition: solution.slice(), extent };
    const clipped = { ...rules, hard: { ...rule, clip: 0.3 } };

    const accepted = acceptSharper(solution, { ...planes, runs: Int32Array.of(3, 5) }, clipped);

    expect([...accepted.slice(2, 6)]).toEqual([
      expect.closeTo(0.4),
      expect.closeTo(0.25),
      expect.closeTo(0.25),
      expect.closeTo(0.4),
    ]);
  });

  it('stretches contrast by the rule of the transition’s width', () => {
    const kinds = { ...rules, hard: { ...rule, clip: 0.1 } };

    expect(accept({ solution: 0.9, prior: 0.5, transition: 5 }, kinds)).toBeCloseTo(1);
    expect(accept({ solution: 0.9, prior: 0.5, transition: 10 }, kinds)).toBeCloseTo(0.9);
  });
});

function accept(
  { solution, prior, transition = 5 }: { solution: number; prior: number; transition?: number },
  given = rules,
): number {
  const plane = (value: number) => new Float32Array(400).fill(value);
  const runs = Int32Array.of(200, 220);
  const field = { extent, prior: plane(prior), transition: plane(transition), runs };
  return acceptSharper(plane(solution), field, given)[210] ?? NaN;
}
