/** Whole milliseconds since the last lap, and since the start. */
export interface Stopwatch {
  lap(): number;
  total(): number;
}

export function createStopwatch(): Stopwatch {
  const start = performance.now();
  let last = start;
  return {
    lap() {
      const now = performance.now();
      const elapsed = Math.round(now - last);
      last = now;
      return elapsed;
    },
    total: () => Math.round(performance.now() - start),
  };
}
