import {
  chooseIslands,
  listIslands,
  type IslandChoice,
  type IslandList,
} from '../../../../src/matting/islands';
import { createAlphaMatte, type AlphaMatte } from '../../../../src/raster';

/** One character per pixel: a digit d is d / 8, so that 8 is solid and a dot is 0. */
const draw = (...rows: string[]): AlphaMatte =>
  createAlphaMatte(
    { width: rows[0]?.length ?? 0, height: rows.length },
    Float32Array.from(rows.join(''), (sign) => (sign === '.' ? 0 : Number(sign) / 8)),
  );

const WITH_HOLE = draw('.......', '.88888.', '.84448.', '.84.48.', '.84448.', '.88888.', '.......');

const choose = (matte: AlphaMatte, choice: IslandChoice) =>
  chooseIslands(listIslands({ matte }), choice);

describe('chooseIslands', () => {
  it('keeps only the largest subjects, and takes the others away with their fringe', () => {
    const { matte } = choose(draw('188811.', '.......', '...141.'), { largest: 1 });

    expect(matte).toEqual(draw('188811.', '.......', '.......'));
  });

  it('removes the subject that is named, and says so', () => {
    const { matte, islands } = choose(draw('888.88'), { byId: { 'subject-1': 'cut' } });

    expect(matte).toEqual(draw('....88'));
    expect(islands.map(({ id, isKept }) => [id, isKept])).toEqual([
      ['subject-1', false],
      ['subject-2', true],
    ]);
  });

  it('removes specks by themselves, and nothing else', () => {
    const { matte } = choose(draw('8888888.8.88'), { speckFraction: 0.2 });

    expect(matte).toEqual(draw('8888888...88'));
  });

  it('keeps a speck that is named', () => {
    const matte = draw('8888888.8.88');

    expect(choose(matte, { speckFraction: 0.2, byId: { 'subject-3': 'keep' } }).matte).toEqual(
      matte,
    );
  });

  it('keeps a clear speck beside the subject, the tip of a hair, but no faint one and none far away', () => {
    // 256 wide, so that smoothing has a radius of one pixel and a hair reaches three.
    const row = '8'.repeat(100) + '..4' + '.'.repeat(40) + '4' + '.'.repeat(112);
    const faint = '2' + '.'.repeat(255);
    const { matte } = choose(draw(row, '.'.repeat(256), faint), { speckFraction: 0.02 });

    expect([matte.alpha[102], matte.alpha[143], matte.alpha[512]]).toEqual([0.5, 0, 0]);
  });

  it('leaves the holes of the matte open unless asked', () => {
    expect(choose(WITH_HOLE, {}).matte).toBe(WITH_HOLE);
    expect(choose(WITH_HOLE, { holes: 'cut' }).matte).toBe(WITH_HOLE);
  });

  it('fills holes up to the crest of their rim, without a ring, where the subject is kept solid', () => {
    const { matte, islands } = choose(WITH_HOLE, { holes: 'keep' });

    expect(matte.alpha.slice(22, 27)).toEqual(Float32Array.of(1, 1, 1, 1, 1));
    expect(islands.find(({ kind }) => kind === 'hole')?.isKept).toBe(true);
  });

  it('passes over what names no island', () => {
    expect(choose(WITH_HOLE, { byId: { 'hole-9': 'keep' } }).matte).toBe(WITH_HOLE);
  });

  it('names islands alike whatever is chosen', () => {
    const list: IslandList = listIslands({ matte: WITH_HOLE });
    const ids = (choice: IslandChoice) =>
      chooseIslands(list, choice).islands.map(({ id, areaFraction }) => [id, areaFraction]);

    expect(ids({})).toEqual([
      ['subject-1', 24 / 49],
      ['hole-1', 1 / 49],
    ]);
    expect(ids({ holes: 'keep', largest: 0 })).toEqual(ids({}));
  });

  it('takes pictures of one pixel', () => {
    for (const sign of ['.', '8']) expect(choose(draw(sign), {}).matte).toEqual(draw(sign));
  });
});
