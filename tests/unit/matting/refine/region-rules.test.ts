import { priorWeightAt, ruleFor } from '../../../../src/matting/refine/region-rules';

const hard = { priorWeight: 0.04, whole: 1, none: 2, clip: 0.1 };
const soft = { priorWeight: 0.02, whole: 3, none: 4, clip: 0 };
const rules = { hard, hardWidth: 4, soft, softWidth: 10, vastWidth: 40, vastWeight: 0.5 };
const SIDE = 1000;

describe('ruleFor', () => {
  it('is the hard rule at edges, the soft one in wide transitions, and half of each between', () => {
    expect(ruleFor(rules, 4)).toEqual(hard);
    expect(ruleFor(rules, 10)).toEqual(soft);
    expect(ruleFor(rules, 7).whole).toBeCloseTo(2, 10);
  });
});

describe('priorWeightAt', () => {
  it('holds decided pixels, and undecided ones hardly', () => {
    expect(priorWeightAt(1, { transition: 4, side: SIDE }, rules)).toBe(0.04);
    expect(priorWeightAt(0, { transition: 10, side: SIDE }, rules)).toBe(0.02);
    expect(priorWeightAt(0.5, { transition: 10, side: SIDE }, rules)).toBe(1e-4);
    expect(priorWeightAt(0.75, { transition: 10, side: SIDE }, rules)).toBeCloseTo(0.02 / 16, 10);
  });

  it('holds regions that are undecided as a whole', () => {
    expect(priorWeightAt(0.5, { transition: 20, side: SIDE }, rules)).toBe(1e-4);
    expect(priorWeightAt(0.5, { transition: 30, side: SIDE }, rules)).toBeCloseTo(0.25, 10);
    expect(priorWeightAt(0.5, { transition: 40, side: SIDE }, rules)).toBe(0.5);
  });

  it('takes twenty pixels of a small picture for an edge, whatever part of it they are', () => {
    expect(priorWeightAt(0.5, { transition: 40, side: 100 }, rules)).toBe(1e-4);
    expect(priorWeightAt(0.5, { transition: 200, side: 100 }, rules)).toBe(0.5);
  });
});
