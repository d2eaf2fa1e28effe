import { inParallel } from './in-parallel';
import type { Strip } from './plan-strips';

export interface StripSteps<T> {
  readonly draw: (strip: Strip) => Promise<T>;
  /** Resolves to the payload that it has sent, in bytes. */
  readonly send: (drawn: T) => Promise<number>;
  /** Gets a fraction in (0, 1), rising. */
  readonly onProgress: (fraction: number) => void;
}

/** Draws each strip while the one before it is on its way, so that two are in memory at most. Resolves to the payload sent. */
export async function sendStrips<T>(
  strips: readonly Strip[],
  { draw, send, onProgress }: StripSteps<T>,
): Promise<number> {
  let drawn: T | undefined;
  let sentBytes = 0;
  const sendDrawn = async (): Promise<void> => {
    if (drawn) sentBytes += await send(drawn);
  };
  for (const [index, strip] of strips.entries()) {
    [drawn] = await inParallel(draw(strip), sendDrawn());
    onProgress((index + 1) / (strips.length + 1));
  }
  await sendDrawn();
  return sentBytes;
}
