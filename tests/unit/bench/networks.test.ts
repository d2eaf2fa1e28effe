import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BASELINE, METHODS } from '../../../bench/quality/methods';
import { createNetworks } from '../../../bench/quality/networks';
import { createRgbImage } from '../../../src/raster';

const SIDE = 320;
const photo = createRgbImage({ width: 4, height: 2 }, 3, new Uint8Array(24));

describe('createNetworks', () => {
  let cache = '';
  beforeEach(async () => {
    cache = await mkdtemp(path.join(tmpdir(), 'offcut-bench-'));
  });
  afterEach(() => rm(cache, { recursive: true }));

  /** White on the left half, and slightly more than white at the very first pixel. */
  async function keep(name: string): Promise<void> {
    const alpha = Float32Array.from({ length: SIDE * SIDE }, (_, i) =>
      i % SIDE < SIDE / 2 ? 1 : 0,
    );
    alpha[0] = 1.0001;
    await writeFile(path.join(cache, name), new Uint8Array(alpha.buffer));
  }

  // No project folder: a network that is not kept could not be run.
  const outputs = () =>
    createNetworks({ projectFolder: '/nowhere', cache, threads: 1 }).outputsFor('s__n', photo);

  it('reads what is kept, within [0, 1]', async () => {
    await keep('s__n.u2netp.f32');

    const matte = await outputs().estimate('u2netp');

    expect(matte).toMatchObject({ width: SIDE, height: SIDE });
    expect([matte.alpha[0], matte.alpha[1], matte.alpha[SIDE - 1]]).toEqual([1, 1, 0]);
  });

  it('gives what the network saw in the mirror as it is', async () => {
    await keep('s__n.u2netp.flip.f32');

    const matte = await outputs().estimate('u2netp', { isFlipped: true });

    expect([matte.alpha[0], matte.alpha[SIDE - 1]]).toEqual([1, 0]);
  });

  it('keeps looks at a part apart', async () => {
    await keep('s__n.u2netp.f32');

    const part = { left: 1, top: 0, width: 2, height: 2 };

    await expect(outputs().estimate('u2netp', { part })).rejects.toThrow('ENOENT');
  });

  it('keeps the yardstick’s network apart from the product’s', async () => {
    const white = new Float32Array(1024 * 1024).fill(1);
    await writeFile(path.join(cache, 's__n.isnet-published.f32'), new Uint8Array(white.buffer));

    expect([...((await METHODS[BASELINE]!(photo, outputs())) as Float32Array)]).toEqual(
      new Array(8).fill(1),
    );
    await expect(outputs().estimate('isnet')).rejects.toThrow('ENOENT');
  });

  it('feeds a method, which gives a matte of the size of the photo', async () => {
    await keep('s__n.u2netp.f32');

    const alpha = await METHODS['u2netp-bilinear']!(photo, outputs());

    // Reducing blurs: an eighth of the triangle of each inner pixel lies beyond the middle.
    const row = [1, 0.875, 0.125, 0];
    expect([...(alpha as Float32Array)].map((value) => Math.round(value * 1000) / 1000)).toEqual([
      ...row,
      ...row,
    ]);
  });
});
