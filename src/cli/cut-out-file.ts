import type { Engine, MatteReport } from '../engine';
import type { Extent, RgbImage } from '../raster';
import { isNoEdgeControls, NO_EDGE_CONTROLS, reachOfEdges, type EdgeControls } from '../matting';
import type { CutOutRequest } from './arguments';
import { findColourChanges } from './find-colour-changes';
import {
  inspectPicture,
  readOwnColours,
  readPicture,
  writeCutOut,
  writeMask,
  type MaskImage,
  type Picture,
} from './image-files';
import { createPictureSource } from './picture-source';
import type { Job } from './plan-outputs';
import { countIslands, describeDevice, type CutOutReport } from './report';
import type { ReadyEngine } from './start-engine';
import { createStopwatch } from './stopwatch';
import { makeFolder, writeAtomically } from './write-atomically';

/** What is asked for of every picture. */
export type CutOutChoices = Pick<
  CutOutRequest,
  'outputs' | 'edges' | 'islands' | 'isTranslucent' | 'decontaminate'
>;

/**
 * One removal: file in, mask and cut-out files out. The output folder is made first, so that nothing is computed for a
 * place that cannot be written.
 * @throws file-unreadable, file-too-large, file-unwritable, inference-failed, unexpected-output, AbortError
 */
export async function cutOutFile(
  ready: ReadyEngine,
  job: Job,
  choices: CutOutChoices,
): Promise<CutOutReport> {
  const watch = createStopwatch();
  const picture = await inspectPicture(job.input.path);
  await makeFolder(job.folder);
  const overview = await readPicture(picture, ready.tier.fine.input);
  const read = watch.lap();

  const { matte, refineMs, ...masks } = await estimateMasks(ready, { picture, overview }, choices);
  const { networks, preprocessMs, inferenceMs } = matte.run;
  const postprocess = watch.lap() - preprocessMs - inferenceMs - refineMs;

  const written = await writeOutputs(picture, masks, { job, choices });

  return {
    file: job.input.path,
    width: picture.width,
    height: picture.height,
    quality: ready.tier.quality,
    models: networks,
    ...describeDevice(matte.run),
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
    islands: countIslands(matte.islands),
    warnings: [...picture.warnings, ...(matte.hasSubject ? [] : [NO_SUBJECT])],
    outputs: written,
  };
}

const NO_SUBJECT = 'no subject found: the mask hides the whole picture';

interface Masks {
  /** What is written. */
  readonly mask: MaskImage;
  /**
   * The same before its edges were adjusted: only this one says how much of each pixel's colour is the subject's. Cleaned by
   * a feathered one, the subject would get dark rims and the background would glow around it.
   */
  readonly unadjusted: MaskImage;
}

interface EstimatedMasks extends Masks {
  readonly matte: MatteReport;
  /** 0 where there is no subject, and so nothing to refine. */
  readonly refineMs: number;
}

async function estimateMasks(
  { engine, tier: { fine, steady } }: ReadyEngine,
  { picture, overview }: { readonly picture: Picture; readonly overview: RgbImage },
  { islands, isTranslucent, edges }: CutOutChoices,
): Promise<EstimatedMasks> {
  const source = createPictureSource(picture);
  const networks = { fine: fine.id, ...(steady && { steady: steady.id }) };
  const matte = await engine.estimateMatte({
    ...{ ...networks, overview, source, islands },
    solidInterior: !isTranslucent,
  });
  const { matteId, hasSubject } = matte;
  try {
    const refined = hasSubject ? await engine.refineMatte(matteId, { source }) : undefined;
    const unadjusted = await renderMask(engine, matteId, picture);
    const mask = isNoEdgeControls(edges)
      ? unadjusted
      : await renderMask(engine, matteId, picture, edges);
    return { matte, refineMs: refined?.refineMs ?? 0, mask, unadjusted };
  } finally {
    await engine.releaseMatte(matteId);
  }
}

/** Strips keep the engine's working memory small, as they do in the plugin. */
const STRIP_ROWS = 512;
/** A strip's edges need the rows within their reach, too; this many times as high, it is mostly its own. */
const STRIP_REACHES = 4;

/** The whole mask of a matte, as large as the picture, its edges as they are unless controls are given. */
export async function renderMask(
  engine: Engine,
  matteId: number,
  { width, height }: Extent,
  edges: EdgeControls = NO_EDGE_CONTROLS,
): Promise<MaskImage> {
  const pixels = new Uint8Array(width * height);
  const extent = { width, height };
  const bounds = { left: 0, top: 0, width, height };
  const most = Math.max(STRIP_ROWS, STRIP_REACHES * reachOfEdges(edges));
  for (let top = 0; top < height; top += most) {
    const rows = { top, height: Math.min(most, height - top) };
    const strip = await engine.renderMaskStrip(matteId, { extent, bounds, ...rows, edges });
    pixels.set(strip.pixels, top * width);
  }
  return { width, height, pixels };
}

async function writeOutputs(
  picture: Picture,
  masks: Masks,
  { job, choices }: { readonly job: Job; readonly choices: CutOutChoices },
): Promise<string[]> {
  const written: string[] = [];
  for (const output of choices.outputs) {
    const path = output === 'mask' ? job.mask : job.cutOut;
    await writeAtomically(path, (temporary) =>
      output === 'mask'
        ? writeMask(masks.mask, temporary)
        : writeCleanCutOut(picture, masks, { path: temporary, amount: choices.decontaminate }),
    );
    written.push(path);
  }
  return written;
}

/** Where every pixel that shows is wholly the subject's, there is nothing to clean and nothing is unpacked. */
async function writeCleanCutOut(
  picture: Picture,
  { mask, unadjusted }: Masks,
  { path, amount }: { readonly path: string; readonly amount: number },
): Promise<void> {
  const isMixed = (shown: number, at: number): boolean =>
    shown > 0 && unadjusted.pixels[at] !== 255;
  const isClean = amount === 0 || !mask.pixels.some(isMixed);
  const changes = isClean
    ? undefined
    : await findColourChanges(await readOwnColours(picture), unadjusted, amount);
  await writeCutOut(picture, mask, path, changes);
}
