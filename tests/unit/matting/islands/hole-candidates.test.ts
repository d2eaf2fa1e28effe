import {
  chooseIslands,
  cleanMatte,
  listIslands,
  type IslandSource,
} from '../../../../src/matting/islands';
import { createAlphaMatte, createRgbImage, type Bounds } from '../../../../src/raster';

const SIDE = 64;
const BLUE = [30, 60, 200];
const RED = [200, 40, 30];
const GREEN = [30, 170, 60];
const HOLE: Bounds = { left: 28, top: 28, width: 8, height: 8 };
const SUBJECT: Bounds = { left: 12, top: 12, width: 40, height: 40 };

interface Scene {
  readonly hole: Bounds;
  readonly holeColour: readonly number[];
  readonly doubt: number;
  /** The matte's subject; red in the picture, but for the hole. */
  readonly subject: Bounds;
}

/** A red square on blue, with a hole that the matte has filled. */
function scene(changes: Partial<Scene> = {}): Required<IslandSource> {
  const { hole, holeColour, doubt, subject } = {
    ...{ hole: HOLE, holeColour: BLUE, doubt: 0.5, subject: SUBJECT },
    ...changes,
  };
  const at = <T>(valueOf: (x: number, y: number) => T): T[] =>
    Array.from({ length: SIDE * SIDE }, (_, i) => valueOf(i % SIDE, Math.trunc(i / SIDE)));
  const colours = at((x, y) => {
    if (isIn(hole, x, y)) return holeColour;
    return isIn(subject, x, y) ? RED : BLUE;
  });
  const extent = { width: SIDE, height: SIDE };
  return {
    matte: createAlphaMatte(extent, Float32Array.from(at((x, y) => (isIn(subject, x, y) ? 1 : 0)))),
    picture: createRgbImage(extent, 3, Uint8Array.from(colours.flat())),
    doubt: Float32Array.from(at((x, y) => (isIn(hole, x, y) ? doubt : 0))),
  };
}

function isIn({ left, top, width, height }: Bounds, x: number, y: number): boolean {
  return x >= left && x < left + width && y >= top && y < top + height;
}

const candidatesOf = (source: IslandSource) =>
  listIslands(source).islands.filter(({ kind }) => kind === 'holeCandidate');

const MIDDLE = 32 * SIDE + 32;

describe('candidates for holes', () => {
  it('are enclosed regions of the background colour that the networks doubt', () => {
    const [candidate, ...others] = candidatesOf(scene());

    expect(others).toEqual([]);
    expect(candidate).toMatchObject({
      id: 'holeCandidate-1',
      bounds: HOLE,
      areaFraction: 64 / 4096,
      meanAlpha: 1,
    });
    expect(candidate?.confidence).toBeGreaterThan(0.5);
  });

  it('are cut by themselves with a soft rim, and the rest stays as it is', () => {
    const source = scene();

    const { matte, islands } = cleanMatte(source);

    const row = matte.alpha.slice(32 * SIDE + 24, 32 * SIDE + 34);
    expect(row[0]).toBe(1);
    expect(row[9]).toBeLessThan(1e-6);
    expect([...row].filter((alpha) => alpha > 0.1 && alpha < 0.9).length).toBeGreaterThan(0);
    expect(islands.at(-1)?.isKept).toBe(false);
    expect(matte.alpha.slice(0, 20 * SIDE)).toEqual(source.matte.alpha.slice(0, 20 * SIDE));
  });

  it('are listed, but not cut unless asked, where no network doubts', () => {
    const list = listIslands(scene({ doubt: 0 }));

    expect(list.islands.at(-1)?.confidence).toBeLessThan(0.5);
    expect(chooseIslands(list).matte).toBe(list.matte);
    expect(chooseIslands(list, { holes: 'cut' }).matte.alpha[MIDDLE]).toBeLessThan(1e-6);
  });

  it('follow what is said of one of them, before the choice for all', () => {
    const list = listIslands(scene());
    const id = 'holeCandidate-1';

    const kept = chooseIslands(list, { holes: 'cut', byId: { [id]: 'keep' } });
    const cut = chooseIslands(list, { holes: 'keep', byId: { [id]: 'cut' } });

    expect(kept.matte.alpha[MIDDLE]).toBe(1);
    expect(cut.matte.alpha[MIDDLE]).toBeLessThan(1e-6);
  });

  it('become solid where the subject is kept solid', () => {
    const { matte, ...rest } = scene();
    const thin = createAlphaMatte(
      matte,
      matte.alpha.map((alpha, i) => (rest.doubt[i] === 0 ? alpha : 0.5)),
    );

    const { matte: solid } = cleanMatte({ matte: thin, ...rest }, { holes: 'keep' });

    expect(solid.alpha[MIDDLE]).toBeCloseTo(1, 6);
  });

  it('are not regions of a colour of their own, however doubted', () => {
    expect(candidatesOf(scene({ holeColour: GREEN }))).toEqual([]);
  });

  it('are not regions that reach the outside', () => {
    expect(candidatesOf(scene({ hole: { left: 28, top: 12, width: 8, height: 8 } }))).toEqual([]);
  });

  it('are no long strips: those are edges', () => {
    const subject = { left: 2, top: 2, width: 60, height: 60 };
    const strip = (width: number) => ({ left: 4, top: 30, width, height: 1 });

    expect(candidatesOf(scene({ subject, hole: strip(20) }))).toHaveLength(1);
    expect(candidatesOf(scene({ subject, hole: strip(56) }))).toEqual([]);
  });

  it('are none where the subject leaves no outside to compare with', () => {
    const whole = { left: 0, top: 0, width: SIDE, height: SIDE };

    expect(candidatesOf(scene({ subject: whole }))).toEqual([]);
  });

  it('are none without a subject, without a picture, and in a picture of one colour', () => {
    const { matte, picture, doubt } = scene();
    const empty = createAlphaMatte(matte, new Float32Array(SIDE * SIDE));
    const flat = createRgbImage(picture, 3, new Uint8Array(picture.pixels.length).fill(128));

    expect(listIslands({ matte: empty, picture, doubt }).islands).toEqual([]);
    expect(candidatesOf({ matte, doubt })).toEqual([]);
    expect(candidatesOf({ matte, picture: flat, doubt })).toEqual([]);
  });

  it('are found in a picture of another extent', () => {
    const { matte, picture, doubt } = scene();
    const twice = Uint8Array.from({ length: SIDE * SIDE * 12 }, (_, at) => {
      const channel = at % 3;
      const x = Math.trunc((Math.trunc(at / 3) % (2 * SIDE)) / 2);
      const y = Math.trunc(at / (12 * SIDE));
      return picture.pixels[(y * SIDE + x) * 3 + channel] ?? 0;
    });
    const large = createRgbImage({ width: 2 * SIDE, height: 2 * SIDE }, 3, twice);

    expect(candidatesOf({ matte, picture: large, doubt })).toHaveLength(1);
  });

  it('need a doubt for each pixel', () => {
    expect(() => listIslands({ ...scene(), doubt: new Float32Array(3) })).toThrow(RangeError);
  });
});
