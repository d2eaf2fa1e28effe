import { readFile } from 'node:fs/promises';

/** What processes held at once, in bytes; undefined where the system does not say. */
export interface HeldMemory {
  /** Theirs alone. */
  readonly privateBytes: number | undefined;
  /** With what they share with others, such as the browser's own code. */
  readonly residentBytes: number | undefined;
}

/**
 * Looks at the processes every 100 ms while `work` runs and gives the most that they held together: what lives shorter
 * than that is missed. Linux only.
 */
export async function watchMemory<T>(
  processIds: readonly number[],
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly peak: HeldMemory }> {
  const stop = new AbortController();
  const watching = readUntil(stop.signal, processIds);
  try {
    const value = await work();
    stop.abort();
    return { value, peak: higherOf(await watching, await readMemory(processIds)) };
  } finally {
    stop.abort();
  }
}

async function readUntil(stop: AbortSignal, processIds: readonly number[]): Promise<HeldMemory> {
  let peak = await readMemory(processIds);
  while (!stop.aborted) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    peak = higherOf(peak, await readMemory(processIds));
  }
  return peak;
}

const POLL_MS = 100;

export function higherOf(a: HeldMemory, b: HeldMemory): HeldMemory {
  return {
    privateBytes: higher(a.privateBytes, b.privateBytes),
    residentBytes: higher(a.residentBytes, b.residentBytes),
  };
}

function higher(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}

/** What they hold now. */
export async function readMemory(processIds: readonly number[]): Promise<HeldMemory> {
  const texts = await Promise.all(
    processIds.map((id) => readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => '')),
  );
  return sumMemory(texts);
}

/** Adds up what `/proc/PID/smaps_rollup` says of several processes. One that has ended says nothing. */
export function sumMemory(rollups: readonly string[]): HeldMemory {
  return {
    privateBytes: sumLines(rollups, /^Private_(?:Clean|Dirty):\s+(\d+) kB$/gm),
    residentBytes: sumLines(rollups, /^Rss:\s+(\d+) kB$/gm),
  };
}

function sumLines(rollups: readonly string[], line: RegExp): number | undefined {
  const found = rollups.flatMap((text) => [...text.matchAll(line)].map(([, kB]) => Number(kB)));
  return found.length === 0 ? undefined : 1024 * found.reduce((sum, kB) => sum + kB, 0);
}
