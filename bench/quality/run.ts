import { availableParallelism } from 'node:os';
import { parseArguments, USAGE, type BenchmarkRequest } from './arguments';
import { describe } from './describe';
import { measure, type Measurement } from './measure';
import { BASELINE } from './methods';
import { createNetworks, type Networks } from './networks';
import { readIndex } from './read-index';
import { summarise } from './summarise';
import { writeWorst } from './write-worst';

/** What a run needs of the world. */
export interface Surroundings {
  /** Standard output: the figures, and nothing else. */
  readonly print: (text: string) => void;
  /** Standard error: progress and complaints. */
  readonly note: (text: string) => void;
  /** The folder that holds models/ and node_modules/. */
  readonly projectFolder: string;
}

/** The benchmark, whole. Returns the exit code: 2 for wrong arguments. @throws Error where the data or the models are not as they should be. */
export async function run(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  let request: BenchmarkRequest;
  try {
    request = parseArguments(argv);
  } catch (error) {
    surroundings.note(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  const networks = createNetworks({
    projectFolder: surroundings.projectFolder,
    threads: Math.min(MOST_USEFUL_THREADS, availableParallelism()),
    ...(request.cache === undefined ? {} : { cache: request.cache }),
  });
  const measurements = await measureAll(request, networks, surroundings.note);
  const rows = summarise(measurements, request.methods);
  surroundings.print(
    request.isJson
      ? JSON.stringify({ baseline: BASELINE, rows, pictures: measurements.map(toEntry) })
      : describe(rows),
  );
  if (request.worst !== undefined)
    for (const method of request.methods)
      await writeWorst(measurements, method, { folder: request.worst, networks });
  return 0;
}

/** As in the headless twin. */
const MOST_USEFUL_THREADS = 4;

async function measureAll(
  { folder, sources, methods }: BenchmarkRequest,
  networks: Networks,
  note: (text: string) => void,
): Promise<Measurement[]> {
  const samples = (await readIndex(folder)).filter(
    ({ source }) => sources?.includes(source) ?? true,
  );
  const measurements: Measurement[] = [];
  for (const [index, sample] of samples.entries()) {
    note(`[${index + 1}/${samples.length}] ${sample.source} ${sample.name}`);
    measurements.push(await measure(sample, methods, networks));
  }
  return measurements;
}

function toEntry({ sample, isFair, scores }: Measurement) {
  const { source, name, set } = sample;
  return { source, name, set, isFair, scores };
}
