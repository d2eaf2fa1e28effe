import { toChunk, type HostClient, type Output, type Target } from '../bridge';
import type { MaskStrip, PictureSource } from '../engine';
import type { Bounds } from '../raster';
import type { Progress } from '../support';
import { bestEffort } from './best-effort';
import { planStrips } from './plan-strips';
import { sendColours } from './send-colours';
import { sendStrips } from './send-strips';
import type { Stopwatch } from './stopwatch';
import type { JobContext, Workplace } from './workplace';

/** As the History panel shows them. */
const HISTORY_NAMES: Readonly<Record<Output, string>> = {
  mask: 'Remove Background',
  selection: 'Select Subject',
  cutout: 'Cut Out Subject',
  channel: 'Save Subject as Channel',
};

interface MaskJob {
  readonly target: Target;
  readonly matteId: number;
  /** Where the estimated image lies in the document; the mask hides everything outside it. */
  readonly bounds: Bounds;
  readonly output: Output;
  /** The estimated image itself, for the colours of a cut-out. */
  readonly source: PictureSource;
  readonly watch: Stopwatch;
  /** Told when the last strip was drawn and sent: the matte is not needed any more. */
  readonly onDrawn: () => void;
}

/**
 * Writes the matte, at the document's full extent, as what was asked for: the target's layer mask, the selection, an alpha
 * channel, or a cut-out with clean colours. One undo step; on any error the document is as it was. Returns the payload
 * bytes that were sent.
 */
export async function writeMask(
  workplace: Workplace,
  job: MaskJob,
  context: JobContext<Progress>,
): Promise<number> {
  const { host } = workplace;
  const { output, watch, onDrawn } = job;
  const { signal, onProgress } = context;
  const { maskId } = await host.call('beginMask', beginningOf(job), { signal });
  try {
    const maskBytes = await watch.time('rendering-mask', () =>
      sendMask(workplace, { ...job, maskId }, context),
    );
    const colourBytes =
      output === 'cutout'
        ? await watch.time('cleaning-colours', () => {
            const tell = (fraction: number) => onProgress({ stage: 'cleaning-colours', fraction });
            return sendColours(workplace, { ...job, maskId }, { signal, onProgress: tell });
          })
        : 0;
    onDrawn();
    onProgress({ stage: 'writing-mask' });
    await watch.time('writing-mask', () =>
      host.call('commitMask', { maskId, historyName: HISTORY_NAMES[output] }, { signal }),
    );
    return maskBytes + colourBytes;
  } catch (error) {
    await bestEffort(host.call('discardMask', { maskId }));
    throw error;
  }
}

function beginningOf({ target, output: kind, bounds: picture }: MaskJob) {
  const { documentId, layerId, layerBounds, documentExtent: extent } = target;
  const output = kind === 'cutout' ? { kind, picture } : { kind };
  return { documentId, layerId, extent, layerBounds, output };
}

function sendMask(
  { host, engine }: Workplace,
  { target, matteId, bounds, maskId }: MaskJob & { readonly maskId: number },
  { signal, onProgress }: JobContext<Progress>,
): Promise<number> {
  const { documentExtent: extent } = target;
  return sendStrips(planStrips(extent), {
    draw: (strip) => engine.renderMaskStrip(matteId, { extent, bounds, ...strip }, signal),
    send: (strip) => sendMaskStrip(host, { maskId, strip, signal }),
    onProgress: (fraction) => onProgress({ stage: 'rendering-mask', fraction }),
  });
}

async function sendMaskStrip(
  host: HostClient,
  { maskId, strip, signal }: { maskId: number; strip: MaskStrip; signal: AbortSignal },
): Promise<number> {
  const { top, height, pixels } = strip;
  const chunk = toChunk(pixels, { deflate: true });
  await host.call('writeMaskStrip', { maskId, top, height, chunk }, { signal });
  return chunk.text.length;
}
