import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAbort, OffcutError } from '../support';
import { parseArguments, type CutOutRequest } from './arguments';
import { cutOutFiles, type LoadedEngine, type Surroundings, type Task } from './cut-out-files';
import { findInputs } from './find-inputs';
import { planOutputs, type Job } from './plan-outputs';
import { describeError, toFailureReport } from './report';
import { startEngine, type ReadyEngine } from './start-engine';
import { createStopwatch } from './stopwatch';
import { USAGE } from './usage';

/** What the process ends with. */
export const EXIT_CODE = {
  done: 0,
  someFailed: 1,
  usage: 2,
  cannotRun: 3,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT_CODE)[keyof typeof EXIT_CODE];

/** The headless twin, whole: arguments in, files and reports out. Never throws for what a person or a file did. */
export async function run(argv: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const parsed = parseArguments(argv);
  switch (parsed.kind) {
    case 'help':
      surroundings.print(USAGE);
      return EXIT_CODE.done;
    case 'version':
      surroundings.print(await readVersion(surroundings.projectFolder));
      return EXIT_CODE.done;
    case 'wrong':
      surroundings.note(`${parsed.reason}\n\n${USAGE}`);
      return EXIT_CODE.usage;
    case 'cut-out':
      return cutOut(parsed.request, surroundings);
  }
}

async function readVersion(projectFolder: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(projectFolder, 'package.json'), 'utf8'));
  const hasVersion = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return hasVersion ? String(manifest.version) : 'unknown';
}

async function cutOut(request: CutOutRequest, surroundings: Surroundings): Promise<ExitCode> {
  const jobs = planOutputs(await findInputs(request.inputs, request), request.out);
  if (jobs.length === 0) {
    surroundings.note(describeError(new OffcutError('no-input', 'see --help')));
    return EXIT_CODE.usage;
  }
  const watch = createStopwatch();
  let ready: ReadyEngine;
  try {
    ready = await startEngine({
      ...request,
      modelsFolder: request.models ?? join(surroundings.projectFolder, 'models'),
      projectFolder: surroundings.projectFolder,
    });
  } catch (error) {
    refuse(error, jobs, { request, surroundings });
    return EXIT_CODE.cannotRun;
  }
  return cutOutWith({ ...ready, loadMs: watch.lap() }, jobs, { request, surroundings });
}

/** Nothing was tried, so people read it once; with --json every picture still has its line. */
function refuse(error: unknown, jobs: readonly Job[], { request, surroundings }: Task): void {
  surroundings.note(describeError(error));
  if (!request.isJson) return;
  for (const { input } of jobs)
    surroundings.print(JSON.stringify(toFailureReport(input.path, error)));
}

async function cutOutWith(
  ready: LoadedEngine,
  jobs: readonly Job[],
  task: Task,
): Promise<ExitCode> {
  try {
    const failures = await cutOutFiles(ready, jobs, task);
    return failures === 0 ? EXIT_CODE.done : EXIT_CODE.someFailed;
  } catch (error) {
    if (isAbort(error)) return EXIT_CODE.interrupted;
    throw error;
  } finally {
    await ready.engine.dispose();
  }
}
