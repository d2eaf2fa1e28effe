import { createEngine } from '../../../src/engine';
import { createRgbImage } from '../../../src/raster';
import { sourceOf } from './pictures';
import { readModel, readWasm } from '../../support/engine-files';

describe('createEngine in Node', () => {
  it('runs a network on several threads and says how many', async () => {
    const engine = createEngine();
    await engine.start(readWasm(), { threads: 2 });
    const { model, weights } = readModel('u2netp');
    await engine.load(model, weights);

    const grey = createRgbImage({ width: 8, height: 8 }, 3, new Uint8Array(192).fill(128));
    const { run } = await engine.estimateMatte({
      fine: model.id,
      overview: grey,
      source: sourceOf(grey),
    });
    await engine.dispose();

    expect(run.threads).toBe(2);
    expect(run.inferenceMs).toBeGreaterThan(0);
  }, 60_000);
});
