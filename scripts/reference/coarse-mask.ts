import path from 'node:path';
import { renderMask } from '../../src/cli/cut-out-file';
import { inspectPicture, readPicture } from '../../src/cli/image-files';
import { createPictureSource } from '../../src/cli/picture-source';
import { startEngine } from '../../src/cli/start-engine';
import type { NetworkQuality } from '../../src/models';
import type { Plane } from './resize-plane';

/**
 * The mask of one network as the headless twin draws it, but for the refinement, which has no counterpart in the
 * reference: the file is read, run and stretched by the product's own code.
 */
export async function coarseMask(file: string, quality: NetworkQuality): Promise<Plane> {
  const projectFolder = path.join(import.meta.dirname, '../..');
  const modelsFolder = path.join(projectFolder, 'models');
  const { engine, tier } = await startEngine({ projectFolder, modelsFolder, quality });
  try {
    const picture = await inspectPicture(file);
    const { matteId } = await engine.estimateMatte({
      fine: tier.fine.id,
      overview: await readPicture(picture, tier.fine.input),
      source: createPictureSource(picture),
    });
    const { width, height, pixels } = await renderMask(engine, matteId, picture);
    return { width, height, values: Float64Array.from(pixels) };
  } finally {
    await engine.dispose();
  }
}
