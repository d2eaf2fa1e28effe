import type { DocumentId, Target } from '../bridge';
import type { MatteReport, RunReport } from '../engine';
import type { Tier } from '../models';
import { OffcutError, throwIfAborted, type Progress, type Stage } from '../support';
import { bestEffort } from './best-effort';
import { forwardOnly } from './forward-only';
import { inParallel } from './in-parallel';
import { createLayerSource, type LayerSource } from './layer-source';
import { readLayer, type LayerPixels } from './read-layer';
import { Stopwatch, type StageMs } from './stopwatch';
import type { JobContext, Workplace } from './workplace';
import { writeMask } from './write-mask';

export interface RemovalRequest {
  readonly tier: Tier;
  /** The active document unless given. */
  readonly documentId?: DocumentId;
}

/** What was done, how and how fast. */
export interface RemovalReport {
  readonly target: Target;
  readonly tier: Tier;
  /** The part of the layer that the mask shows, in [0, 1]. */
  readonly coverage: number;
  /** How much the mask needs a human eye, in [0, 1]; from NEEDS_A_LOOK on a person is asked to look. */
  readonly uncertainty: number;
  /** Pixels of the network's matte that were veiled and have become solid. */
  readonly repairedPixels: number;
  readonly run: RunReport;
  readonly stageMs: StageMs;
  readonly totalMs: number;
  /** Payload in both directions: raw bytes of pixels, tiles included, and characters of mask chunks. */
  readonly bytesOverBridge: number;
}

/**
 * Hides the background of one document's selected layer behind a layer mask, in one undo step.
 * @throws OffcutError with the code of whatever went wrong, `no-subject` among them; the document is then as it was.
 * @throws AbortError when cancelled.
 */
export async function removeBackground(
  workplace: Workplace,
  { tier, documentId }: RemovalRequest,
  { signal, onProgress: report }: JobContext<Progress>,
): Promise<RemovalReport> {
  const { host, engine } = workplace;
  const onProgress = forwardOnly(report);
  const context = { signal, onProgress };
  const watch = new Stopwatch();
  throwIfAborted(signal);
  onProgress({ stage: 'reading-pixels', fraction: 0 });
  const target = await host.call('describeTarget', documentId ? { documentId } : {}, { signal });
  const [overview] = await inParallel(
    watch.time('reading-pixels', () =>
      readLayer(host, { target, extent: tier.fine.input }, context),
    ),
    watch.time('loading-model', () =>
      engine.prepare(tier, { signal, onProgress: tell(onProgress, 'loading-model') }),
    ),
  );
  const { bounds } = overview;
  const overviewBytes = overview.image.pixels.byteLength;
  const source = createLayerSource(host, { target, bounds }, signal);
  const picture = { tier, overview, source, watch };
  const { matteId, hasSubject, ...matte } = await estimate(workplace, picture, context);
  try {
    if (!hasSubject) throw new OffcutError('no-subject', 'The network found no subject');
    await refine(workplace, { matteId, source, watch }, context);
    const sentBytes = await writeMask(workplace, { target, matteId, bounds, watch }, context);
    const { stageMs, totalMs } = watch;
    const bytesOverBridge = overviewBytes + source.readBytes + sentBytes;
    return { target, tier, ...matte, stageMs, totalMs, bytesOverBridge };
  } finally {
    // An engine that is still refining what was cancelled comes to it afterwards: nobody need wait for that.
    void bestEffort(engine.releaseMatte(matteId));
  }
}

interface Sitting {
  readonly tier: Tier;
  readonly overview: LayerPixels;
  readonly source: LayerSource;
  readonly watch: Stopwatch;
}

async function estimate(
  { engine }: Workplace,
  { tier, overview, source, watch }: Sitting,
  { signal, onProgress }: JobContext<Progress>,
): Promise<MatteReport> {
  // One pass cannot be measured from inside.
  onProgress(tier.steady ? { stage: 'estimating', fraction: 0 } : { stage: 'estimating' });
  const request = { overview: overview.image, source, onProgress: tell(onProgress, 'estimating') };
  return watch.time('estimating', () => engine.estimateMatte(tier, request, signal));
}

async function refine(
  { engine }: Workplace,
  { matteId, source, watch }: Pick<Sitting, 'source' | 'watch'> & { readonly matteId: number },
  { signal, onProgress }: JobContext<Progress>,
): Promise<void> {
  onProgress({ stage: 'refining', fraction: 0 });
  const request = { source, onProgress: tell(onProgress, 'refining') };
  await watch.time('refining', () => engine.refineMatte(matteId, request, signal));
}

/** The fractions of one stage, told as its progress. */
function tell(onProgress: JobContext<Progress>['onProgress'], stage: Stage) {
  return (fraction: number) => onProgress({ stage, fraction });
}
