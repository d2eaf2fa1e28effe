import type { EngineClient } from '../../../src/engine';
import {
  removeBackground,
  removeBackgroundFromAll,
  type Output,
  type Tier,
} from '../../../src/jobs';
import { AbortError, type Progress } from '../../../src/support';
import { createDesk, expectNothingLeft, type Desk } from '../host/desk';
import { createEngineInProcess } from './engine-in-process';
import { fastTier } from './real-tier';

jest.setTimeout(60_000);

const CANVAS = { width: 260, height: 180 };
/** Reaches beyond the canvas at the right. */
const LAYER = { left: 30, top: 12, width: 240, height: 160 };
const BALL = { x: 150, y: 92, radius: 55 };

describe('the outputs of a removal in a simulated Photoshop, with a real network', () => {
  let engine: EngineClient;
  let tier: Tier;
  let desk: Desk;
  let canceller: AbortController;

  beforeAll(() => {
    tier = fastTier();
    engine = createEngineInProcess();
  });
  afterAll(() => engine.dispose());

  beforeEach(() => {
    desk = createDesk();
    canceller = new AbortController();
  });
  afterEach(() => {
    expectNothingLeft(desk);
    desk.end();
  });

  const openBall = (name = 'ball.psd') =>
    desk.photoshop.user.newDocument({
      name,
      ...CANVAS,
      layers: [{ name: 'Ball', bounds: LAYER, pixels: ball() }, { name: 'Below' }],
    });
  const historyOf = (id: number) => desk.photoshop.inspect.history(id).names.slice(1);
  const layersOf = (id: number) =>
    desk.photoshop.inspect.documents().find((each) => each.id === id)!.layers;

  function remove(output: Output, onProgress: (progress: Progress) => void = () => undefined) {
    const workplace = { host: desk.page, engine };
    return removeBackground(workplace, { tier, output }, { signal: canceller.signal, onProgress });
  }

  /** What a plain removal writes, taken back again. */
  async function maskOf(id: number): Promise<Uint8Array> {
    await remove('mask');
    const mask = desk.photoshop.inspect.layerMask(id, layersOf(id)[0]!.id)!.pixels.slice();
    desk.photoshop.user.undo(id);
    return mask;
  }

  it('selects exactly what the mask would show', async () => {
    const id = openBall();
    const mask = await maskOf(id);

    await remove('selection');

    expect(Buffer.compare(desk.photoshop.inspect.selection(id)!.pixels, mask)).toBe(0);
    expect(historyOf(id)).toEqual(['Select Subject']);
  });

  it('saves exactly what the mask would show as a channel', async () => {
    const id = openBall();
    const mask = await maskOf(id);

    await remove('channel');

    expect(Buffer.compare(desk.photoshop.inspect.channel(id, 'Offcut')!.pixels, mask)).toBe(0);
    expect(historyOf(id)).toEqual(['Save Subject as Channel']);
  });

  it('cuts out with that mask, the picture’s own colours in the subject, and no fringe at its edge', async () => {
    const id = openBall();
    const before = desk.photoshop.inspect.fingerprint(id);
    const mask = await maskOf(id);

    await remove('cutout');

    const [cutOut] = layersOf(id)[0]!.layers;
    const written = desk.photoshop.inspect.layerMask(id, cutOut!.id)!;
    expect(Buffer.compare(written.pixels, mask)).toBe(0);
    const { bounds, pixels } = desk.photoshop.inspect.layerPixels(id, cutOut!.id)!;
    // What of the layer lies on the canvas.
    expect(bounds).toMatchObject({ left: 30, top: 12, width: 230, height: 160 });
    const own = ball();
    let fringe = { own: 0, clean: 0 };
    let changed = 0;
    for (let y = 0; y < 160; y += 1)
      for (let x = 0; x < 230; x += 1) {
        const shown = mask[(y + 12) * CANVAS.width + x + 30]!;
        const blue = { own: own[(y * 240 + x) * 4 + 2]!, clean: pixels[(y * 230 + x) * 4 + 2]! };
        if (shown === 255 && blue.clean !== blue.own) changed += 1;
        if (shown > 60 && shown < 200)
          fringe = { own: fringe.own + blue.own, clean: fringe.clean + blue.clean };
      }
    expect(changed).toBe(0);
    expect(fringe.own).toBeGreaterThan(0);
    expect(fringe.clean).toBeLessThan(0.8 * fringe.own);
    expect(historyOf(id)).toEqual(['Cut Out Subject']);
    desk.photoshop.user.undo(id);
    expect(desk.photoshop.inspect.fingerprint(id)).toBe(before);
  });

  it('leaves no trace when it is cancelled while colours are cleaned, and works again', async () => {
    const id = openBall();
    const before = desk.photoshop.inspect.fingerprint(id);
    const first = canceller;

    const run = remove('cutout', ({ stage }) => {
      if (stage === 'cleaning-colours') first.abort();
    });
    await expect(run).rejects.toBeInstanceOf(AbortError);
    expect(desk.photoshop.inspect.fingerprint(id)).toBe(before);
    expect(historyOf(id)).toEqual([]);

    canceller = new AbortController();
    await remove('cutout');
    expect(historyOf(id)).toEqual(['Cut Out Subject']);
  });

  it.each(['selection', 'cutout'] as const)('makes a %s in every open document', async (output) => {
    const ids = [openBall('one.psd'), openBall('two.psd')];
    const workplace = { host: desk.page, engine };

    const { outcomes } = await removeBackgroundFromAll(
      workplace,
      { tier, output },
      { signal: canceller.signal, onProgress: () => undefined },
    );

    expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'done']);
    expect(ids.map((id) => historyOf(id).length)).toEqual([1, 1]);
    expect(desk.photoshop.inspect.activeDocumentId).toBe(ids[1]);
  });
});

/** A dark red ball with a soft edge on paper, whose blue is what a fringe would be made of. */
function ball(): Uint8Array {
  const { width, height } = LAYER;
  const rgba = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const distance = Math.hypot(x + LAYER.left - BALL.x, y + LAYER.top - BALL.y);
      const alpha = Math.min(1, Math.max(0, (BALL.radius + 3 - distance) / 6));
      const mixed = [180, 30, 20].map(
        (subject, c) => subject * alpha + [225, 225, 235][c]! * (1 - alpha),
      );
      rgba.set([...mixed.map(Math.round), 255], (y * width + x) * 4);
    }
  return rgba;
}
