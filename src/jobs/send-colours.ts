import { toChunk } from '../bridge';
import type { PictureSource } from '../engine';
import type { JobContext, Workplace } from './workplace';
import { planStrips } from './plan-strips';
import { sendStrips } from './send-strips';

interface ColourJob {
  readonly maskId: number;
  readonly matteId: number;
  readonly source: PictureSource;
}

/** RGBA. */
const BYTES_PER_PIXEL = 4;
/** Where in the stage the estimate ends and the strips begin: each reads the whole picture once. */
const ESTIMATED = 0.5;

/**
 * Estimates the subject's colours and sends what a cut-out's layer shows to the host, strip by strip. Returns the payload
 * bytes that were sent. The progress is a fraction in [0, 1].
 */
export async function sendColours(
  { host, engine }: Workplace,
  { maskId, matteId, source }: ColourJob,
  { signal, onProgress }: JobContext<number>,
): Promise<number> {
  const onEstimated = (fraction: number) => onProgress(ESTIMATED * fraction);
  onProgress(0);
  await engine.estimateColours(matteId, { source, onProgress: onEstimated }, signal);
  return sendStrips(planStrips(source.extent, BYTES_PER_PIXEL), {
    draw: (rows) => engine.renderColourStrip(matteId, { source, ...rows }, signal),
    send: async ({ top, height, pixels }) => {
      const chunk = toChunk(pixels, { deflate: true });
      await host.call('writeColourStrip', { maskId, top, height, chunk }, { signal });
      return chunk.text.length;
    },
    onProgress: (fraction) => onProgress(ESTIMATED + (1 - ESTIMATED) * fraction),
  });
}
