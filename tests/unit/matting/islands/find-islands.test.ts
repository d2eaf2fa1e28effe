import { findIslands, keepIslands } from '../../../../src/matting/islands';
import { createAlphaMatte, type AlphaMatte } from '../../../../src/raster';

/** One character per pixel: a digit d is d / 8, so that 8 is solid and a dot is 0. */
const draw = (...rows: string[]): AlphaMatte =>
  createAlphaMatte(
    { width: rows[0]?.length ?? 0, height: rows.length },
    Float32Array.from(rows.join(''), (sign) => (sign === '.' ? 0 : Number(sign) / 8)),
  );

const WITH_HOLE = draw('.......', '.88888.', '.84448.', '.84.48.', '.84448.', '.88888.', '.......');

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

  it('finds nothing in an empty matte', () => {
    expect(findIslands(draw('...'))).toMatchObject({ subjects: [], holes: [] });
  });
});

describe('keepIslands', () => {
  it('keeps only the largest subjects, and takes the others away with their fringe', () => {
    const matte = draw('188811.', '.......', '...141.');

    const kept = keepIslands(matte, findIslands(matte), { largest: 1 });

    expect(kept).toEqual(draw('188811.', '.......', '.......'));
  });

  it('removes the subjects that are named', () => {
    const matte = draw('888.88');
    const islands = findIslands(matte);

    const kept = keepIslands(matte, islands, { removed: [islands.subjects[0]?.label ?? -1] });

    expect(kept).toEqual(draw('....88'));
  });

  it('removes specks by themselves, and nothing else', () => {
    const matte = draw('8888888.8.88');

    const kept = keepIslands(matte, findIslands(matte), { speckFraction: 0.2 });

    expect(kept).toEqual(draw('8888888...88'));
  });

  it('fills a hole up to the crest of its rim, without a ring', () => {
    const islands = findIslands(WITH_HOLE);

    const filled = keepIslands(WITH_HOLE, islands, { filled: [islands.holes[0]?.label ?? -1] });

    expect(filled.alpha.slice(22, 27)).toEqual(Float32Array.of(1, 1, 1, 1, 1));
  });

  it('leaves a matte as it is when nothing is to go', () => {
    expect(keepIslands(WITH_HOLE, findIslands(WITH_HOLE))).toEqual(WITH_HOLE);
  });
});
