/** Asked for between two ticks. A browser that slows hidden pages down gives a second or more. */
const TICK_MS = 100;

/** Watches a timer from now on, apart for when the page is visible and when it is hidden. */
export function watchTimers(now: () => number = () => performance.now()): {
  words(): string;
  stop(): void;
} {
  const gaps: Record<DocumentVisibilityState, number[]> = { visible: [], hidden: [] };
  let before = now();
  const timer = setInterval(() => {
    const at = now();
    gaps[visibility()].push(at - before);
    before = at;
  }, TICK_MS);
  return {
    words: () =>
      `ticks of ${TICK_MS} ms came after: ${describe('visible', gaps.visible)}; ${describe('hidden', gaps.hidden)}`,
    stop: () => clearInterval(timer),
  };
}

function visibility(): DocumentVisibilityState {
  return typeof document === 'undefined' ? 'visible' : document.visibilityState;
}

function describe(state: string, gaps: readonly number[]): string {
  const sorted = [...gaps].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)];
  if (median === undefined) return `${state} never`;
  const slowest = sorted.at(-1) ?? median;
  return `${state} ${Math.round(median)} ms, at most ${Math.round(slowest)} ms, of ${sorted.length}`;
}
