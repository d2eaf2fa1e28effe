import { readFile } from 'node:fs/promises';

/** Milliseconds that processors spent on these processes so far, in steps of ten; undefined where Linux does not say. */
export async function readProcessorTime(
  processIds: readonly number[],
): Promise<number | undefined> {
  const texts = await Promise.all(
    processIds.map((id) => readFile(`/proc/${id}/stat`, 'utf8').catch(() => '')),
  );
  return sumProcessorTime(texts);
}

/** Adds up what `/proc/PID/stat` says of several processes. One that has ended says nothing. */
export function sumProcessorTime(stats: readonly string[]): number | undefined {
  const known = stats.filter((text) => text !== '');
  if (known.length === 0) return undefined;
  return known.reduce((sum, text) => sum + ticksOf(text) * TICK_MS, 0);
}

/** The kernel's unit of time for programs, the same on every architecture that we know. */
const TICK_MS = 10;

/** User and system time are fields 14 and 15; the second field is a name in brackets that may hold blanks. */
function ticksOf(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}
