import type { DocumentId, Target } from '../bridge';
import type { RunReport } from '../engine';
import type { ModelDescriptor } from '../models';
import { OffcutError, throwIfAborted, type Progress } from '../support';
import { bestEffort } from './best-effort';
import { forwardOnly } from './forward-only';
import { inParallel } from './in-parallel';
import { readLayer } from './read-layer';
import { Stopwatch, type StageMs } from './stopwatch';
import type { JobContext, Workplace } from './workplace';
import { writeMask } from './write-mask';

export interface RemovalRequest {
  readonly model: ModelDescriptor;
  /** The active document unless given. */
  readonly documentId?: DocumentId;
}

/** What was done, how and how fast. */
export interface RemovalReport {
  readonly target: Target;
  readonly model: ModelDescriptor;
  /** The part of the layer that the mask shows, in [0, 1]. */
  readonly coverage: number;
  readonly run: RunReport;
  readonly stageMs: StageMs;
  readonly totalMs: number;
  /** Payload in both directions: raw bytes of pixels and characters of mask chunks. */
  readonly bytesOverBridge: number;
}

/**
 * Hides the background of one document's selected layer behind a layer mask, in one undo step.
 * @throws OffcutError with the code of whatever went wrong, `no-subject` among them; the document is then as it was.
 * @throws AbortError when cancelled.
 */
export async function removeBackground(
  workplace: Workplace,
  { model, documentId }: RemovalRequest,
  { signal, onProgress: report }: JobContext<Progress>,
): Promise<RemovalReport> {
  const { host, engine } = workplace;
  const onProgress = forwardOnly(report);
  const context = { signal, onProgress };
  const watch = new Stopwatch();
  throwIfAborted(signal);
  onProgress({ stage: 'reading-pixels', fraction: 0 });
  const target = await host.call('describeTarget', documentId ? { documentId } : {}, { signal });
  const [{ image, bounds }] = await inParallel(
    watch.time('reading-pixels', () => readLayer(host, { target, extent: model.input }, context)),
    watch.time('loading-model', () =>
      engine.prepare(model, {
        signal,
        onProgress: (fraction) => onProgress({ stage: 'loading-model', fraction }),
      }),
    ),
  );
  onProgress({ stage: 'estimating' });
  const readBytes = image.pixels.byteLength;
  const { matteId, coverage, hasSubject, run } = await watch.time('estimating', () =>
    engine.estimateMatte(model, image, signal),
  );
  try {
    if (!hasSubject) throw new OffcutError('no-subject', 'The network found no subject');
    const sentBytes = await writeMask(workplace, { target, matteId, bounds, watch }, context);
    const { stageMs, totalMs } = watch;
    const bytesOverBridge = readBytes + sentBytes;
    return { target, model, coverage, run, stageMs, totalMs, bytesOverBridge };
  } finally {
    await bestEffort(engine.releaseMatte(matteId));
  }
}
