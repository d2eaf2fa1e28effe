import type { DocumentId, Output, Target } from '../bridge';
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
  /** A layer mask unless given. */
  readonly output?: Output;
}

/** What was done, how and how fast. */
export interface RemovalReport {
  readonly target: Target;
  readonly tier: Tier;
  readonly output: Output;
  /** The part of the layer that the mask shows, in [0, 1]. */
  readonly coverage: number;
  /** How much the mask needs a human eye, in [0, 1]; from NEEDS_A_LOOK on a person is asked to look. */
  readonly uncertainty: number;
  /** Pixels of the network's matte that were veiled and have become solid. */
  readonly repairedPixels: number;
  readonly run: RunReport;
  readonly stageMs: StageMs;
  readonly totalMs: number;
  /** Payload from the host: raw bytes of pixels, tiles included. */
  readonly bytesRead: number;
  /** Payload to the host: characters of mask chunks. */
  readonly bytesSent: number;
}

/**
 * Hides the background of one document's selected layer behind a layer mask, or makes of it what else was asked for, in one
 * undo step.
 * @throws OffcutError with the code of whatever went wrong, `no-subject` among them; the document is then as it was.
 * @throws AbortError when cancelled.
 */
export async function removeBackground(
  workplace: Workplace,
  request: RemovalRequest,
  context: JobContext<Progress>,
): Promise<RemovalReport> {
  const forward = { ...context, onProgress: forwardOnly(context.onProgress) };
  return finishRemoval(workplace, await beginRemoval(workplace, request, forward), forward);
}

/** A removal whose picture has been read, and nothing changed yet. It holds nothing that must be given back. */
export interface BegunRemoval {
  readonly target: Target;
  readonly tier: Tier;
  readonly output: Output;
  readonly overview: LayerPixels;
  readonly watch: Stopwatch;
}

/** Finds the target and reads its overview, while the engine makes the tier's networks ready. @throws as the whole */
export async function beginRemoval(
  { host, engine }: Workplace,
  { tier, documentId, output = 'mask' }: RemovalRequest,
  context: JobContext<Progress>,
): Promise<BegunRemoval> {
  const { signal, onProgress } = context;
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
  return { target, tier, output, overview, watch };
}

/** How removals that are under way at once keep out of each other's way. */
export interface Traffic {
  /** The host holds one mask at a time: waits until it holds none, and keeps others from sending one. */
  readonly writeInTurn: <T>(write: () => Promise<T>) => Promise<T>;
  /** The engine has no more to do for this removal. */
  readonly onDrawn: () => void;
}

const ALONE: Traffic = { writeInTurn: (write) => write(), onDrawn: () => undefined };

/** Estimates and refines the matte of what was begun, and writes what was asked for. @throws as the whole */
export async function finishRemoval(
  workplace: Workplace,
  { overview, ...begun }: BegunRemoval,
  context: JobContext<Progress>,
  { writeInTurn, onDrawn }: Traffic = ALONE,
): Promise<RemovalReport> {
  const { engine, host } = workplace;
  const { target, tier, output, watch } = begun;
  const { bounds } = overview;
  const source = createLayerSource(host, { target, bounds }, context.signal);
  const sitting = { ...begun, overview, source };
  const { matteId, hasSubject, ...matte } = await estimate(workplace, sitting, context);
  const letGo = () => {
    source.forget();
    // An engine that is still refining what was cancelled comes to it afterwards: nobody need wait for that.
    void bestEffort(engine.releaseMatte(matteId));
  };
  const free = () => {
    letGo();
    onDrawn();
  };
  try {
    if (!hasSubject) throw new OffcutError('no-subject', 'The network found no subject');
    await refine(workplace, { matteId, source, watch }, context);
    const job = { target, matteId, bounds, output, source, watch };
    const bytesSent = await writeInTurn(() =>
      writeMask(workplace, { ...job, onDrawn: free }, context),
    );
    const { stageMs, totalMs } = watch;
    const bytesRead = overview.image.pixels.byteLength + source.readBytes;
    return { target, tier, output, ...matte, stageMs, totalMs, bytesRead, bytesSent };
  } finally {
    letGo();
  }
}

interface Sitting extends BegunRemoval {
  readonly source: LayerSource;
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
