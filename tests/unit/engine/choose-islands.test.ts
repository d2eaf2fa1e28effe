import { createEngine, type Engine, type IslandChoice } from '../../../src/engine';
import { readWasm } from '../../support/engine-files';
import { greyNetwork, paint, sourceOf } from './pictures';

const SIDE = 64;
const EXTENT = { width: SIDE, height: SIDE };
const SOURCE = { width: 2 * SIDE, height: SIDE };
const NETWORK = greyNetwork(EXTENT, 'fine');
/** A ring on the left and a smaller disc on the right. */
const RING = { x: 20, y: 32 };
const DISC = { x: 52, y: 32 };
const OVERVIEW = paint(EXTENT, (x, y) => {
  const fromRing = Math.hypot(x - RING.x, y - RING.y);
  const isWhite = (fromRing < 16 && fromRing > 7) || Math.hypot(x - DISC.x, y - DISC.y) < 7;
  return isWhite ? [255, 255, 255] : [0, 0, 0];
});
const PICTURE = sourceOf(
  paint(SOURCE, (x, y) => [...OVERVIEW.pixels.subarray((y * SIDE + (x >> 1)) * 3).subarray(0, 3)]),
);

let engine: Engine;
beforeAll(async () => {
  engine = createEngine();
  await engine.start(readWasm(), { threads: 1 });
  await engine.load(NETWORK.model, NETWORK.weights);
});
afterAll(() => engine.dispose());

async function estimate(islands?: IslandChoice) {
  const report = await engine.estimateMatte({
    ...{ fine: 'fine', overview: OVERVIEW, source: PICTURE, islands },
  });
  const bounds = { left: 0, top: 0, ...EXTENT };
  const { pixels } = await engine.renderMaskStrip(report.matteId, {
    ...{ extent: EXTENT, bounds, top: 0, height: SIDE },
  });
  const at = ({ x, y }: typeof DISC) => pixels[y * SIDE + x];
  return { islands: report.islands, ring: at({ x: 9, y: 32 }), hole: at(RING), disc: at(DISC) };
}

describe('the islands of an estimate', () => {
  it('are told with their bounds in the source, and stay as they are unless chosen', async () => {
    const { islands, ring, hole, disc } = await estimate();

    expect(islands.map(({ id, isKept }) => [id, isKept])).toEqual([
      ['subject-1', true],
      ['subject-2', true],
      ['hole-1', false],
    ]);
    expect({ ring, hole, disc }).toEqual({ ring: 255, hole: 0, disc: 255 });
    const { left, top, width, height } = islands[1]?.bounds ?? { left: 0 };
    expect([left, top, width, height]).toEqual([92, 26, 26, 13]);
  });

  it('are filled where holes are to be kept', async () => {
    const { islands, hole, disc } = await estimate({ holes: 'keep' });

    expect(islands[2]).toMatchObject({ id: 'hole-1', isKept: true });
    expect({ hole, disc }).toEqual({ hole: 255, disc: 255 });
  });

  it('are only the largest where so many are asked for', async () => {
    const { islands, ring, disc } = await estimate({ largest: 1 });

    expect(islands[1]).toMatchObject({ id: 'subject-2', isKept: false });
    expect({ ring, disc }).toEqual({ ring: 255, disc: 0 });
  });
});
