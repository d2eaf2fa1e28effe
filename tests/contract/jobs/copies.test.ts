import type { EngineClient } from '../../../src/engine';
import type { HostClient } from '../../../src/bridge';
import { removeBackground } from '../../../src/jobs';
import type { DocumentDescription, HostMethod, LayerDescription } from '../../../simulator';
import { closeDesk, createDesk, type Desk } from '../host/desk';
import { createEngineInProcess } from './engine-in-process';
import { tinyAssets, tinyTier } from './tiny-tier';

jest.setTimeout(30_000);

const TIER = tinyTier({ width: 64, height: 48 });
/** As long as four tiles, and no larger than it must be. */
const EXTENT = { width: 3900, height: 50 };
const BOUNDS = { left: 60, top: 8, width: 3800, height: 40 };
/** One for the overview, one for all that is read of edges. */
const FEW = 2;

/** What is read from copies: docs/targets.md has a row for each test. */
describe('what is read from a copy', () => {
  let desk: Desk;
  let engine: EngineClient;

  beforeAll(() => {
    engine = createEngineInProcess(tinyAssets(TIER));
  });
  afterAll(() => engine.dispose());
  beforeEach(() => {
    desk = createDesk();
  });
  afterEach(() => closeDesk(desk));

  /** A person opens a picture, and a removal runs; how often did Photoshop do that? */
  async function countDuring(
    method: HostMethod,
    change: Partial<DocumentDescription>,
    host: HostClient = desk.page,
  ) {
    let count = 0;
    const stop = desk.photoshop.faults.beforeCall(method, () => void (count += 1));
    const id = desk.photoshop.user.newDocument({
      name: 'Street.psd',
      ...EXTENT,
      layers: [wavy()],
      ...change,
    });
    await removeBackground(
      { host, engine },
      { tier: TIER },
      { signal: new AbortController().signal, onProgress: () => undefined },
    );
    stop();
    const layerId = desk.photoshop.inspect.documents().find((each) => each.id === id)
      ?.layers[0]?.id;
    const { pixels } = desk.photoshop.inspect.layerMask(id, layerId ?? 0) ?? {};
    if (!pixels) throw new Error('There is no mask');
    return { count, mask: Buffer.from(pixels) };
  }

  /** The page does not learn that reading is dear, and so reads tile by tile. */
  const unaware = (): HostClient => ({
    call: async (method, ...rest) => {
      const reply = await desk.page.call(method, ...rest);
      if (method !== 'describeTarget') return reply;
      return { ...(reply as object), isReadFromCopy: undefined } as typeof reply;
    },
  });

  it.each<[string, HostMethod, Partial<DocumentDescription>]>([
    ['a document in CMYK', 'duplicate', { mode: 'CMYKColorMode' }],
    ['a smart object', 'rasterize', { layers: [wavy({ kind: 'smartObject' })] }],
    ['a text', 'rasterize', { layers: [wavy({ kind: 'text' })] }],
    [
      'a smart object in CMYK',
      'duplicate',
      { mode: 'CMYKColorMode', layers: [wavy({ kind: 'smartObject' })] },
    ],
  ])('is copied twice, and the mask is that of many copies: %s', async (_what, method, change) => {
    const many = await countDuring(method, change, unaware());

    const few = await countDuring(method, change);

    expect(many.count).toBeGreaterThan(2 * FEW);
    expect(few.count).toBe(FEW);
    expect(Buffer.compare(few.mask, many.mask)).toBe(0);
    expect(new Set(few.mask).size).toBeGreaterThan(2);
  });

  it('is a layer as it is for everything else: no copy, and tile by tile', async () => {
    const copies = await countDuring('duplicate', {});
    const reads = await countDuring('getPixels', {});

    expect(copies.count).toBe(0);
    expect(reads.count).toBeGreaterThan(2 * FEW);
  });
});

function wavy(change: Partial<LayerDescription> = {}): LayerDescription {
  return { name: 'Photo', bounds: BOUNDS, pixels: waves(BOUNDS), ...change };
}

/** White and black in turn, with soft edges, above a transparent row. */
function waves({ width, height }: { width: number; height: number }): Uint8Array {
  const rgba = new Uint8Array(width * height * 4);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 4) {
      rgba.fill(Math.max(0, Math.min(255, 128 + 400 * Math.sin(x / 120))), at, at + 3);
      rgba[at + 3] = y === height - 1 ? 0 : 255;
    }
  return rgba;
}
