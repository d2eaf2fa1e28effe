import { findIslands } from '../../../../src/matting/islands/find-islands';
import { createAlphaMatte, type AlphaMatte } from '../../../../src/raster';

/** One character per pixel: a digit d is d / 8, so that 8 is solid and a dot is 0. */
const draw = (...rows: string[]): AlphaMatte =>
  createAlphaMatte(
    { width: rows[0]?.length ?? 0, height: rows.length },
    Float32Array.from(rows.join(''), (sign) => (sign === '.' ? 0 : Number(sign) / 8)),
  );

describe('findIslands', () => {
  it('lists subjects from the largest, with area, bounds and certainty', () => {
    const { subjects } = findIslands(draw('88..', '88.4', '....'));

    expect(subjects).toEqual([
      {
        label: 1,
        area: 4,
        bounds: { left: 0, top: 0, width: 2, height: 2 },
        touchesBorder: true,
        meanAlpha: 1,
      },
      {
        label: 2,
        area: 1,
        bounds: { left: 3, top: 1, width: 1, height: 1 },
        touchesBorder: true,
        meanAlpha: 0.5,
      },
    ]);
  });

  it('joins subjects at their corners, but lets no hole leak through one', () => {
    const { subjects, holes } = findIslands(draw('.8.', '8.8', '.8.'));

    expect(subjects.map(({ area }) => area)).toEqual([4]);
    expect(holes.map(({ area }) => area)).toEqual([1]);
  });

  it('does not call a region a hole when it reaches the border', () => {
    expect(findIslands(draw('888', '8.8', '8.8')).holes).toEqual([]);
  });

  it('gives a fringe to the subject that it surrounds', () => {
    const { subjectLabels } = findIslands(draw('1811..11'));

    expect([...subjectLabels]).toEqual([1, 1, 1, 1, 0, 0, 0, 0]);
  });

  it('gives a fringe that is as near to two subjects to the larger one, whichever side it is on', () => {
    expect([...findIslands(draw('8.1.88')).subjectLabels]).toEqual([2, 0, 0, 0, 1, 1]);
    expect([...findIslands(draw('8111.')).subjectLabels]).toEqual([1, 1, 1, 1, 0]);
    expect([...findIslands(draw('81188')).subjectLabels]).toEqual([2, 2, 1, 1, 1]);
    expect([...findIslands(draw('8188')).subjectLabels]).toEqual([2, 1, 1, 1]);
    expect([...findIslands(draw('8818')).subjectLabels]).toEqual([1, 1, 1, 2]);
  });

  it('finds nothing in an empty matte', () => {
    expect(findIslands(draw('...'))).toMatchObject({ subjects: [], holes: [] });
  });
});
