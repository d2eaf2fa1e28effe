import { fileURLToPath } from 'node:url';
import { serveSimulator } from '../../simulator/server/serve';
import { drawPhotograph } from '../batch/draw-photograph';
import { SimulatorDesk } from '../batch/simulator-desk';
import { launchBrowser } from '../speed/browser';
import { describeMachine } from '../speed/machine';
import type { DocumentRequest } from '../document-options';
import { parseSoakArguments, USAGE } from './arguments';
import { judge, type Course } from './judge';
import { soak, type Sample } from './soak';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const EVERY = 10;
/** Until then caches fill, among them the log's 200 lines. */
const WARM_UP_SHARE = 0.3;

const HEAD = [
  '| documents | private MB | buffers MB: host, panel, workers | objects MB: host, panel, workers | runtime MB | workers so far | left open |',
  '| --- | --- | --- | --- | --- | --- | --- |',
].join('\n');

if (process.argv.includes('--help')) print(USAGE);
else await main(parseSoakArguments(process.argv.slice(2)));

async function main(wish: DocumentRequest): Promise<void> {
  const { count, megapixels, quality, root = PROJECT, isJson } = wish;
  const machine = describeMachine();
  const picture = await drawPhotograph(megapixels);
  const server = await serveSimulator({ root, port: 0 });
  const browser = await launchBrowser({ hasGpu: false });
  try {
    const desk = await SimulatorDesk.open(browser, server.url);
    await desk.choose(quality);
    if (!isJson) print(HEAD);
    const request = { picture, count, every: EVERY };
    const samples = await soak({ browser, desk }, request, (sample) => {
      if (!isJson) print(rowOf(sample));
    });
    const warm = samples.filter(({ documents }) => documents > count * WARM_UP_SHARE);
    // Half of a mask, which has a byte a pixel: one mask kept a document is not flat.
    const courses = judge(warm, (megapixels * 1e6) / 2);
    if (isJson) print(JSON.stringify({ wish, machine, samples, courses }));
    else print(['', ...courses.map(wordsOf)].join('\n'));
  } finally {
    await browser.close();
    await server.close();
  }
}

function rowOf({ documents, privateBytes, heaps, wasmBytes, workersSeen, left }: Sample): string {
  const places = [heaps.host, heaps.panel, heaps.workers];
  const cells = [
    documents,
    megabytes(privateBytes),
    places.map(({ buffers }) => megabytes(buffers)).join(', '),
    places.map(({ objects }) => megabytes(objects)).join(', '),
    megabytes(wasmBytes),
    workersSeen,
    left.imageData + left.modalScopes + left.files + left.documents,
  ];
  return `| ${cells.join(' | ')} |`;
}

function megabytes(bytes: number | undefined): string {
  return bytes === undefined ? '?' : (bytes / 1e6).toFixed(1);
}

function wordsOf({ name, bytesPerDocument, isFlat }: Course): string {
  const slope = (bytesPerDocument / 1e6).toFixed(4);
  return `${name}: ${isFlat ? 'flat' : 'NOT FLAT'}, ${slope} MB a document`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
