import { isAbort } from '../support';
import type { CutOutRequest } from './arguments';
import { cutOutFile } from './cut-out-file';
import type { Job } from './plan-outputs';
import {
  describeFallback,
  describeReport,
  toFailureReport,
  type CutOutReport,
  type FailureReport,
} from './report';
import type { ReadyEngine } from './start-engine';

/** What a run needs of the world. */
export interface Surroundings {
  /** Standard output: reports, and nothing else. */
  readonly print: (text: string) => void;
  /** Standard error: progress and complaints. */
  readonly note: (text: string) => void;
  /** The folder that holds package.json, models/ and node_modules/. */
  readonly projectFolder: string;
}

export interface Task {
  readonly request: CutOutRequest;
  readonly surroundings: Surroundings;
}

export interface LoadedEngine extends ReadyEngine {
  /** What starting and loading cost; the first picture that is done reports it. */
  readonly loadMs: number;
}

/** Works through `jobs` one after another, reporting each; a failure never stops the rest. Returns how many failed. @throws AbortError */
export async function cutOutFiles(
  ready: LoadedEngine,
  jobs: readonly Job[],
  { request, surroundings }: Task,
): Promise<number> {
  let unreportedLoadMs: number | undefined = ready.loadMs;
  let failures = 0;
  let saidFallback: string | undefined;
  for (const [index, job] of jobs.entries()) {
    surroundings.note(`[${index + 1}/${jobs.length}] ${job.input.path}`);
    const report = await cutOutOrFail(ready, job, request);
    if ('error' in report) failures += 1;
    const fallback = 'fallback' in report ? report.fallback : undefined;
    if (fallback && fallback.code !== saidFallback) surroundings.note(describeFallback(fallback));
    saidFallback = fallback?.code ?? saidFallback;
    surroundings.print(toLine(withLoad(report, unreportedLoadMs), request));
    if (!('error' in report)) unreportedLoadMs = undefined;
  }
  return failures;
}

async function cutOutOrFail(
  ready: ReadyEngine,
  job: Job,
  request: CutOutRequest,
): Promise<CutOutReport | FailureReport> {
  try {
    return await cutOutFile(ready, job, request);
  } catch (error) {
    if (isAbort(error)) throw error;
    return toFailureReport(job.input.path, error);
  }
}

function withLoad(
  report: CutOutReport | FailureReport,
  load: number | undefined,
): CutOutReport | FailureReport {
  if ('error' in report || load === undefined) return report;
  return { ...report, ms: { ...report.ms, load, total: report.ms.total + load } };
}

function toLine(report: CutOutReport | FailureReport, { isJson }: CutOutRequest): string {
  return isJson ? JSON.stringify(report) : describeReport(report);
}
