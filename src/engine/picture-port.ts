import { expose, releaseProxy, transfer, wrap, type Remote } from 'comlink';
import type { Bounds, Extent, RgbImage } from '../raster';
import { abortable, type CancelSignal } from '../support';
import type { RefinementRequest } from './engine';
import { outcomeOf, valueOf, type Outcome } from './outcome';

/**
 * How the worker reads a picture that lives in the page: functions cannot be cloned, so each call has a channel of its
 * own, at whose end the page answers. It is closed when the call has ended, and nothing of it is left on either side.
 */

/** A picture to read from, and somebody to tell how far the work is. */
type Picture = RefinementRequest;

/** What the page answers at its end of the channel. */
interface PictureDesk {
  readonly read: (part: Bounds, most: Extent) => Promise<Outcome<RgbImage>>;
  readonly report: (fraction: number) => void;
}

/**
 * In the page: answers for `picture` while `use` runs, which gets the worker's end of the channel, to be transferred. Once
 * `signal` is aborted every read rejects with AbortError, also one that the picture itself leaves pending.
 */
export async function withPicturePort<T>(
  picture: Picture,
  use: (port: MessagePort) => Promise<T>,
  signal?: CancelSignal,
): Promise<T> {
  const { port1, port2 } = new MessageChannel();
  let reported = 0;
  const report = (fraction: number): void => {
    if (signal?.aborted || fraction < reported) return;
    reported = fraction;
    picture.onProgress?.(fraction);
  };
  const read = async (part: Bounds, most: Extent): Promise<RgbImage> =>
    abortable(picture.source.read(part, most), signal);
  const desk: PictureDesk = {
    read: async (...parameters) => handOverPixels(await outcomeOf(read(...parameters))),
    report,
  };
  expose(desk, port1);
  try {
    const value = await use(transfer(port2, [port2]));
    // Two channels keep no order: the last report may come after the end, and is then not heard.
    if (reported < 1) report(1);
    return value;
  } finally {
    port1.close();
  }
}

/** The picture owner's pixels are the reader's: they cross without a copy. */
function handOverPixels(outcome: Outcome<RgbImage>): Outcome<RgbImage> {
  return 'value' in outcome
    ? transfer(outcome, [outcome.value.pixels.buffer as ArrayBuffer])
    : outcome;
}

/** In the worker: the picture at the other end of `port`, while `use` runs. Reads reject with what they reject with there. */
export async function withPictureFrom<T>(
  port: MessagePort,
  extent: Extent,
  use: (picture: Required<Picture>) => Promise<T>,
): Promise<T> {
  const desk: Remote<PictureDesk> = wrap<PictureDesk>(port);
  const read = async (part: Bounds, most: Extent) => valueOf(await desk.read(part, most));
  const onProgress = (fraction: number): void => void desk.report(fraction);
  try {
    return await use({ source: { extent, read }, onProgress });
  } finally {
    desk[releaseProxy]();
  }
}
