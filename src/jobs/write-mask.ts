import { toChunk, type HostClient, type Target } from '../bridge';
import type { MaskStrip } from '../engine';
import type { Bounds, Extent } from '../raster';
import type { Progress } from '../support';
import { bestEffort } from './best-effort';
import { inParallel } from './in-parallel';
import { planStrips } from './plan-strips';
import type { Stopwatch } from './stopwatch';
import type { JobContext, Workplace } from './workplace';

const HISTORY_NAME = 'Remove Background';

interface MaskJob {
  readonly target: Target;
  readonly matteId: number;
  /** Where the estimated image lies in the document; the mask hides everything outside it. */
  readonly bounds: Bounds;
  readonly watch: Stopwatch;
  /** Told when the last strip was drawn and sent: the matte is not needed any more. */
  readonly onDrawn: () => void;
}

/**
 * Writes the matte as the target's layer mask, at the document's full extent and as one undo step; on any error the
 * document is as it was. Returns the payload bytes that were sent.
 */
export async function writeMask(
  { host, engine }: Workplace,
  { target, matteId, bounds, watch, onDrawn }: MaskJob,
  context: JobContext<Progress>,
): Promise<number> {
  const { documentId, layerId, layerBounds, documentExtent: extent } = target;
  const { signal, onProgress } = context;
  const begun = { documentId, layerId, extent, layerBounds };
  const { maskId } = await host.call('beginMask', begun, { signal });
  try {
    const sentBytes = await watch.time('rendering-mask', () =>
      sendStrips(extent, context, {
        draw: (strip) => engine.renderMaskStrip(matteId, { extent, bounds, ...strip }, signal),
        send: (strip) => sendStrip(host, { maskId, strip, signal }),
      }),
    );
    onDrawn();
    onProgress({ stage: 'writing-mask' });
    await watch.time('writing-mask', () =>
      host.call('commitMask', { maskId, historyName: HISTORY_NAME }, { signal }),
    );
    return sentBytes;
  } catch (error) {
    await bestEffort(host.call('discardMask', { maskId }));
    throw error;
  }
}

interface StripSteps {
  readonly draw: (strip: { top: number; height: number }) => Promise<MaskStrip>;
  readonly send: (strip: MaskStrip) => Promise<number>;
}

/** Draws each strip while the one before it is on its way, so that two are in memory at most. */
async function sendStrips(
  extent: Extent,
  { onProgress }: JobContext<Progress>,
  { draw, send }: StripSteps,
): Promise<number> {
  const strips = planStrips(extent);
  let drawn: MaskStrip | undefined;
  let sentBytes = 0;
  const sendDrawn = async (): Promise<void> => {
    if (drawn) sentBytes += await send(drawn);
  };
  for (const [index, strip] of strips.entries()) {
    [drawn] = await inParallel(draw(strip), sendDrawn());
    onProgress({ stage: 'rendering-mask', fraction: (index + 1) / (strips.length + 1) });
  }
  await sendDrawn();
  return sentBytes;
}

async function sendStrip(
  host: HostClient,
  { maskId, strip, signal }: { maskId: number; strip: MaskStrip; signal: AbortSignal },
): Promise<number> {
  const { top, height, pixels } = strip;
  const chunk = toChunk(pixels, { deflate: true });
  await host.call('writeMaskStrip', { maskId, top, height, chunk }, { signal });
  return chunk.text.length;
}
