import { countOf, runsOf } from '../../../../src/matting/refine/runs';

describe('runsOf', () => {
  it('ends a run at the end of its row, also where the next row goes on', () => {
    const isMember = Uint8Array.of(0, 1, 1, 1, 0, 1);

    const runs = runsOf(isMember, { width: 3, height: 2 });

    expect([...runs]).toEqual([1, 3, 3, 4, 5, 6]);
    expect(countOf(runs)).toBe(4);
  });

  it('is empty where nothing is a member', () => {
    expect(runsOf(new Uint8Array(4), { width: 2, height: 2 })).toHaveLength(0);
  });
});
