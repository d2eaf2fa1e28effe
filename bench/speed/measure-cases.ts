import { extentOf } from './pictures';
import { CaseWindow } from './case-window';
import type { Case, CaseResult } from './samples';

interface Course {
  readonly cases: readonly Case[];
  readonly megapixels: number;
  readonly runs: number;
  readonly origin: string;
  readonly hasGpu: boolean;
  readonly note: (text: string) => void;
}

export interface PictureResult {
  readonly megapixels: number;
  readonly results: readonly CaseResult[];
  /** 8-bit, by case; of those that give one. */
  readonly alphas: ReadonlyMap<string, readonly number[]>;
  readonly browser: string;
}

/** The cases take turns, run by run, so that whatever else the machine does meets all of them alike. */
export async function measureCases(course: Course): Promise<PictureResult> {
  const { cases, megapixels, runs } = course;
  const setting = { ...course, ...extentOf(megapixels) };
  const windows: CaseWindow[] = [];
  try {
    for (const measured of cases) windows.push(await CaseWindow.open(measured, setting));
    for (let round = 0; round <= runs; round += 1)
      for (const [index, window] of windows.entries()) {
        const { totalMs } = await window.run();
        const which = round === 0 ? 'cold' : `warm ${round}`;
        course.note(`${megapixels} MP ${cases[index].name}, ${which}: ${seconds(totalMs)}`);
      }
    return await gather(course, windows);
  } finally {
    await Promise.all(windows.map((window) => window.close()));
  }
}

/** Of a larger picture, alphas take longer to hand over than they are worth. */
const MOST_MEGAPIXELS_OF_ALPHA = 2;

async function gather({ cases, megapixels }: Course, windows: readonly CaseWindow[]) {
  const alphas = new Map<string, readonly number[]>();
  if (megapixels <= MOST_MEGAPIXELS_OF_ALPHA)
    for (const [index, window] of windows.entries()) {
      const alpha = await window.alpha();
      if (alpha.length > 0) alphas.set(cases[index].name, alpha);
    }
  const browser = windows[0]?.version() ?? 'none';
  return { megapixels, results: windows.map((window) => window.result()), alphas, browser };
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
