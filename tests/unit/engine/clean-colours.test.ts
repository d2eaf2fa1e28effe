import { createEngine, type Engine, type PictureSource } from '../../../src/engine';
import { createRgbImage, type Bounds } from '../../../src/raster';
import { OffcutError } from '../../../src/support';
import { readWasm } from '../../support/engine-files';
import { greyNetwork, paint, sourceOf, thinned } from './pictures';

const SIDE = 192;
const EXTENT = { width: SIDE, height: SIDE };
const RADIUS = 50;
const WHITE = [255, 255, 255] as const;
/** What the disc lies on: the network sees nothing of it, and a fringe of it shows. */
const BLACK = [0, 0, 0] as const;

/** A white disc with a soft edge of eight pixels. */
const DISC = paint(EXTENT, (x, y) => {
  const alpha = Math.min(1, Math.max(0, (RADIUS + 4 - distance(x, y)) / 8));
  return WHITE.map((white, c) => Math.round(alpha * white + (1 - alpha) * (BLACK[c] ?? 0)));
});

jest.setTimeout(30_000);
const FINE = greyNetwork({ width: 32, height: 32 }, 'fine');

let engine: Engine;
beforeAll(async () => {
  engine = createEngine();
  await engine.start(readWasm(), { threads: 1 });
});
beforeEach(() => engine.load(FINE.model, FINE.weights));
afterEach(() => engine.dispose());

function distance(x: number, y: number): number {
  return Math.hypot(x - (SIDE - 1) / 2, y - (SIDE - 1) / 2);
}

async function refined(source: PictureSource): Promise<number> {
  const { matteId } = await engine.estimateMatte({
    ...{ fine: 'fine', overview: thinned(DISC, 6), source },
  });
  await engine.refineMatte(matteId, { source });
  return matteId;
}

/** How far the soft edge is from white, in the mean. */
function fringeOf(pixels: Uint8Array, channels: number): number {
  const edge = [...Array(SIDE * SIDE).keys()].filter(
    (i) => Math.abs(distance(i % SIDE, Math.floor(i / SIDE)) - RADIUS) < 3,
  );
  return edge.reduce((sum, i) => sum + 255 - (pixels[i * channels] ?? 0), 0) / edge.length;
}

/** All rows, in strips of that height. */
async function coloursOf(matteId: number, source: PictureSource, rows = SIDE): Promise<Uint8Array> {
  const pixels = new Uint8Array(SIDE * SIDE * 4);
  for (let top = 0; top < SIDE; top += rows) {
    const height = Math.min(rows, SIDE - top);
    const strip = await engine.renderColourStrip(matteId, { source, top, height });
    expect(strip).toMatchObject({ top, height });
    pixels.set(strip.pixels, top * SIDE * 4);
  }
  return pixels;
}

describe('the colours of a cut-out', () => {
  it('are the subject’s own along a soft edge, and the picture’s inside and far away', async () => {
    const source = sourceOf(DISC);
    const matteId = await refined(source);

    await engine.estimateColours(matteId, { source });
    const colours = await coloursOf(matteId, source);

    const at = (x: number, y: number) => [...colours.subarray((y * SIDE + x) * 4).subarray(0, 4)];
    expect(fringeOf(colours, 4)).toBeLessThan(0.75 * fringeOf(DISC.pixels, 3));
    expect(at(SIDE / 2, SIDE / 2)).toEqual([...WHITE, 255]);
    expect(at(1, 1)).toEqual([...BLACK, 255]);
  });

  it('join bit for bit, whatever the height of the strips', async () => {
    const source = sourceOf(DISC);
    const matteId = await refined(source);
    await engine.estimateColours(matteId, { source });

    const whole = await coloursOf(matteId, source);

    for (const rows of [1, 7, 64])
      expect(Buffer.compare(await coloursOf(matteId, source, rows), whole)).toBe(0);
  });

  it('carry the alpha of the picture', async () => {
    const rgba = new Uint8Array(SIDE * SIDE * 4);
    for (let i = 0; i < SIDE * SIDE; i += 1)
      rgba.set([...DISC.pixels.subarray(i * 3, i * 3 + 3), i % 256], i * 4);
    const source = sourceOf(createRgbImage(EXTENT, 4, rgba));
    const matteId = await refined(sourceOf(DISC));

    await engine.estimateColours(matteId, { source });
    const colours = await coloursOf(matteId, source, 50);

    const alphaOf = (pixels: Uint8Array) => pixels.filter((_, i) => i % 4 === 3);
    expect(Buffer.compare(alphaOf(colours), alphaOf(rgba))).toBe(0);
  });

  it('read the picture once to estimate, and the strip’s rows to render', async () => {
    const parts: Bounds[] = [];
    const source = sourceOf(DISC, (part) => parts.push(part));
    const matteId = await refined(sourceOf(DISC));
    const fractions: number[] = [];

    await engine.estimateColours(matteId, { source, onProgress: (f) => fractions.push(f) });
    const pixelsRead = parts.reduce((sum, { width, height }) => sum + width * height, 0);
    parts.length = 0;
    await engine.renderColourStrip(matteId, { source, top: 40, height: 8 });

    expect(pixelsRead).toBe(SIDE * SIDE);
    expect(fractions.at(-1)).toBe(1);
    expect(parts).toEqual([{ left: 0, top: 40, width: SIDE, height: 8 }]);
  });

  it('cannot be rendered before they are estimated, nor after another refinement', async () => {
    const source = sourceOf(DISC);
    const matteId = await refined(source);
    const render = () => engine.renderColourStrip(matteId, { source, top: 0, height: 1 });

    await expect(render()).rejects.toThrow(RangeError);
    await engine.estimateColours(matteId, { source });
    await render();
    await engine.refineMatte(matteId, { source });

    await expect(render()).rejects.toThrow(RangeError);
  });

  it('throw what reading throws, and can be estimated again afterwards', async () => {
    const gone = new OffcutError('document-closed', 'gone');
    const source = sourceOf(DISC, () => Promise.reject(gone));
    const matteId = await refined(sourceOf(DISC));

    await expect(engine.estimateColours(matteId, { source })).rejects.toBe(gone);

    await engine.estimateColours(matteId, { source: sourceOf(DISC) });
    await engine.renderColourStrip(matteId, { source: sourceOf(DISC), top: 0, height: SIDE });
  });
});
