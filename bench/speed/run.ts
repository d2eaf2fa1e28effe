import { parseArguments, USAGE, type SpeedRequest } from './arguments';
import { bundlePages } from './bundle-pages';
import { BASELINE, casesFor } from './cases';
import { describe } from './describe';
import { describeMachine } from './machine';
import { measureCases, type PictureResult } from './measure-cases';
import { measureNativeLimit, type NativeLimit } from './native-limit';
import { locatePackages, versionsOf, type Packages } from './packages';
import { drawPictures } from './pictures';
import type { Agreement, Report } from './report';
import { serve } from './serve';
import { meanDifference, summarise } from './summarise';
import { checkTargets } from './targets';

/** What a run needs of the world. */
export interface Surroundings {
  /** Standard output: the figures, and nothing else. */
  readonly print: (text: string) => void;
  /** Standard error: progress and complaints. */
  readonly note: (text: string) => void;
  /** The folder that holds models/ and node_modules/. */
  readonly projectFolder: string;
}

/** The benchmark, whole. Returns the exit code: 2 for wrong arguments, 1 where it could not measure. */
export async function run(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const { print, note } = surroundings;
  let request: SpeedRequest | undefined;
  try {
    request = parseArguments(argv);
  } catch (error) {
    note(`${wordsOf(error)}\n\n${USAGE}`);
    return 2;
  }
  if (!request) {
    print(USAGE);
    return 0;
  }
  try {
    const report = await measure(request, surroundings);
    print(request.isJson ? JSON.stringify(report) : describe(report));
    return 0;
  } catch (error) {
    note(wordsOf(error));
    return 1;
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function measure(request: SpeedRequest, surroundings: Surroundings): Promise<Report> {
  const machine = describeMachine();
  const packages = locatePackages(surroundings.projectFolder);
  const versions = await versionsOf(packages);
  const pictures = await measurePictures(request, packages, surroundings);
  const limits = request.parts.includes('native') ? await measureLimits(request, surroundings) : [];
  const samples = pictures.flatMap(({ results }) => results);
  const rows = summarise(samples);
  return {
    ...{ machine, versions, browser: pictures[0]?.browser, rows },
    targets: checkTargets(rows),
    agreements: pictures.flatMap(compareWithPeer),
    ...{ limits, samples },
  };
}

async function measurePictures(
  request: SpeedRequest,
  packages: Packages,
  { projectFolder, note }: Surroundings,
): Promise<PictureResult[]> {
  const cases = casesFor(request);
  if (cases.length === 0) return [];
  await bundlePages(projectFolder);
  const results: PictureResult[] = [];
  const pictures = await drawPictures(projectFolder, request.sizes);
  const server = await serve({ projectFolder, packages, pictures });
  try {
    const hasGpu = request.providers.includes('webgpu');
    const course = { cases, runs: request.runs, origin: server.origin, hasGpu, note };
    for (const megapixels of request.sizes)
      results.push(await measureCases({ ...course, megapixels }));
  } finally {
    server.close();
  }
  return results;
}

async function measureLimits(
  { tiers, runs }: SpeedRequest,
  { projectFolder, note }: Surroundings,
): Promise<NativeLimit[]> {
  const pixels = (await drawPictures(projectFolder, [1])).get(1);
  if (!pixels) return [];
  const limits: NativeLimit[] = [];
  for (const quality of tiers) {
    if (quality === 'best') continue;
    note(`${quality}: native and wasm in Node`);
    limits.push(await measureNativeLimit({ projectFolder, pixels, quality, runs }));
  }
  return limits;
}

function compareWithPeer({ megapixels, alphas }: PictureResult): Agreement[] {
  const peer = alphas.get(BASELINE);
  if (!peer) return [];
  return [...alphas]
    .filter(([name]) => name !== BASELINE)
    .map(([name, alpha]) => ({ name, megapixels, difference: meanDifference(alpha, peer) }));
}
