import { fileURLToPath } from 'node:url';
import { serveSimulator } from '../../simulator/server/serve';
import { launchBrowser } from '../speed/browser';
import { describeMachine } from '../speed/machine';
import { parseBatchArguments, USAGE, type BatchRequest } from './arguments';
import { drawPhotograph } from './draw-photograph';
import { measureBatch, type BatchFigures, type Pass } from './measure';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

if (process.argv.includes('--help')) print(USAGE);
else await main(parseBatchArguments(process.argv.slice(2)));

async function main(request: BatchRequest): Promise<void> {
  const machine = describeMachine();
  const jpeg = await drawPhotograph(request.megapixels);
  const server = await serveSimulator({ root: request.root ?? PROJECT, port: 0 });
  const browser = await launchBrowser({ hasGpu: false });
  try {
    const figures = await measureBatch({ browser, url: server.url }, request, jpeg);
    if (request.isJson) print(JSON.stringify({ request, machine, ...figures }));
    else print(describe(request, figures));
  } finally {
    await browser.close();
    await server.close();
  }
}

function describe(
  { count, megapixels, quality, lanes }: BatchRequest,
  { oneByOne, batch, ratio }: BatchFigures,
): string {
  return [
    `${count} documents of ${megapixels} MP, ${quality}, lanes ${lanes ?? 'as on this computer'}`,
    `one after another: ${passWords(oneByOne)}`,
    `batch: ${passWords(batch)}`,
    `ratio: ${ratio.toFixed(2)}`,
  ].join('\n');
}

function passWords({ seconds, peakMegabytes, megabytesAfterEach }: Pass): string {
  const after = megabytesAfterEach.map((value) => value ?? '?').join(' ');
  return `${seconds.toFixed(1)} s, peak ${peakMegabytes ?? '?'} MB, after each ${after} MB`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
