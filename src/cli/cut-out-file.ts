import type { Engine, MatteReport } from '../engine';
import type { Extent, RgbImage } from '../raster';
import type { Output } from './arguments';
import {
  inspectPicture,
  readPicture,
  writeCutOut,
  writeMask,
  type MaskImage,
  type Picture,
} from './image-files';
import { createPictureSource } from './picture-source';
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
  ready: ReadyEngine,
  job: Job,
  outputs: readonly Output[],
): Promise<CutOutReport> {
  const watch = createStopwatch();
  const picture = await inspectPicture(job.input.path);
  await makeFolder(job.folder);
  const overview = await readPicture(picture, ready.tier.fine.input);
  const read = watch.lap();

  const { matte, refineMs, mask } = await estimateMask(ready, picture, overview);
  const { networks, provider, threads, preprocessMs, inferenceMs } = matte.run;
  const postprocess = watch.lap() - preprocessMs - inferenceMs - refineMs;

  const written = await writeOutputs(picture, mask, { job, outputs });

  return {
    file: job.input.path,
    width: picture.width,
    height: picture.height,
    quality: ready.tier.quality,
    models: networks,
    provider,
    threads,
    ms: {
      read,
      preprocess: Math.round(preprocessMs),
      inference: Math.round(inferenceMs),
      refine: Math.round(refineMs),
      postprocess: Math.max(0, Math.round(postprocess)),
      write: watch.lap(),
      total: watch.total(),
    },
    coverage: matte.coverage,
    uncertainty: matte.uncertainty,
    repairedPixels: matte.repairedPixels,
    warnings: [...picture.warnings, ...(matte.hasSubject ? [] : [NO_SUBJECT])],
    outputs: written,
  };
}

const NO_SUBJECT = 'no subject found: the mask hides the whole picture';

interface EstimatedMask {
  readonly matte: MatteReport;
  /** 0 where there is no subject, and so nothing to refine. */
  readonly refineMs: number;
  readonly mask: MaskImage;
}

async function estimateMask(
  { engine, tier: { fine, steady } }: ReadyEngine,
  picture: Picture,
  overview: RgbImage,
): Promise<EstimatedMask> {
  const source = createPictureSource(picture);
  const networks = { fine: fine.id, ...(steady && { steady: steady.id }) };
  const matte = await engine.estimateMatte({ ...networks, overview, source });
  const { matteId, hasSubject } = matte;
  try {
    const refined = hasSubject ? await engine.refineMatte(matteId, { source }) : undefined;
    const mask = await renderMask(engine, matteId, picture);
    return { matte, refineMs: refined?.refineMs ?? 0, mask };
  } finally {
    await engine.releaseMatte(matteId);
  }
}

/** Strips keep the engine's working memory small, as they do in the plugin. */
const STRIP_ROWS = 512;

/** The whole mask of a matte, as large as the picture. */
export async function renderMask(
  engine: Engine,
  matteId: number,
  { width, height }: Extent,
): Promise<MaskImage> {
  const pixels = new Uint8Array(width * height);
  const extent = { width, height };
  const bounds = { left: 0, top: 0, width, height };
  for (let top = 0; top < height; top += STRIP_ROWS) {
    const rows = Math.min(STRIP_ROWS, height - top);
    const strip = await engine.renderMaskStrip(matteId, { extent, bounds, top, height: rows });
    pixels.set(strip.pixels, top * width);
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
