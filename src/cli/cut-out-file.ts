import type { Engine, MatteReport } from '../engine';
import type { Extent } from '../raster';
import type { Output } from './arguments';
import {
  inspectPicture,
  readPicture,
  writeCutOut,
  writeMask,
  type MaskImage,
  type Picture,
} from './image-files';
import type { Job } from './plan-outputs';
import type { CutOutReport } from './report';
import type { ReadyEngine } from './start-engine';
import { createStopwatch } from './stopwatch';
import { makeFolder, writeAtomically } from './write-atomically';

/**
 * One removal: file in, mask and cut-out files out. The output folder is made first, so that nothing is computed for a
 * place that cannot be written.
 * @throws file-unreadable, file-too-large, file-unwritable, inference-failed, unexpected-output, AbortError
 */
export async function cutOutFile(
  { engine, model }: ReadyEngine,
  job: Job,
  outputs: readonly Output[],
): Promise<CutOutReport> {
  const watch = createStopwatch();
  const picture = await inspectPicture(job.input.path);
  await makeFolder(job.folder);
  const image = await readPicture(picture, model.input);
  const read = watch.lap();

  const matte = await engine.estimateMatte(model.id, image);
  watch.lap();
  const mask = await renderMask(engine, matte, picture);
  const postprocess = matte.run.postprocessMs + watch.lap();

  const written = await writeOutputs(picture, mask, { job, outputs });

  return {
    file: job.input.path,
    width: picture.width,
    height: picture.height,
    models: [model.id],
    provider: matte.run.provider,
    threads: matte.run.threads,
    ms: {
      read,
      preprocess: Math.round(matte.run.preprocessMs),
      inference: Math.round(matte.run.inferenceMs),
      postprocess: Math.round(postprocess),
      write: watch.lap(),
      total: watch.total(),
    },
    coverage: matte.coverage,
    warnings: [...picture.warnings, ...(matte.hasSubject ? [] : [NO_SUBJECT])],
    outputs: written,
  };
}

const NO_SUBJECT = 'no subject found: the mask hides the whole picture';

/** Strips keep the engine's working memory small, as they do in the plugin. */
const STRIP_ROWS = 512;

async function renderMask(
  engine: Engine,
  { matteId }: MatteReport,
  { width, height }: Extent,
): Promise<MaskImage> {
  const pixels = new Uint8Array(width * height);
  const extent = { width, height };
  const bounds = { left: 0, top: 0, width, height };
  try {
    for (let top = 0; top < height; top += STRIP_ROWS) {
      const rows = Math.min(STRIP_ROWS, height - top);
      const strip = await engine.renderMaskStrip(matteId, { extent, bounds, top, height: rows });
      pixels.set(strip.pixels, top * width);
    }
  } finally {
    await engine.releaseMatte(matteId);
  }
  return { width, height, pixels };
}

async function writeOutputs(
  picture: Picture,
  mask: MaskImage,
  { job, outputs }: { readonly job: Job; readonly outputs: readonly Output[] },
): Promise<string[]> {
  const written: string[] = [];
  for (const output of outputs) {
    const path = output === 'mask' ? job.mask : job.cutOut;
    await writeAtomically(path, (temporary) =>
      output === 'mask' ? writeMask(mask, temporary) : writeCutOut(picture, mask, temporary),
    );
    written.push(path);
  }
  return written;
}
