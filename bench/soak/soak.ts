import type { Browser, Page } from 'playwright-core';
import type { Leftovers, SimulatorDesk } from '../batch/simulator-desk';
import { rendererIds } from '../speed/browser';
import { readMemory } from '../speed/watch-memory';
import { watchHeaps, type Heaps } from './heaps';

export interface SoakRequest {
  /** A JPEG or PNG with a subject. */
  readonly picture: Buffer;
  readonly count: number;
  /** A sample is taken after so many documents. */
  readonly every: number;
}

/** What is held after so many documents, while none is open and nothing runs. */
export interface Sample {
  readonly documents: number;
  readonly heaps: Heaps;
  /** Of all of the browser's pages, beyond what they share; undefined where the system does not say. */
  readonly privateBytes: number | undefined;
  /** The runtime's memory at the last removal, as the log says it: to a tenth of a megabyte. */
  readonly wasmBytes: number;
  readonly workersSeen: number;
  readonly left: Leftovers;
}

/**
 * Opens a document, removes its background and closes it, again and again in one page. `onSample` is told of every sample
 * as soon as it is taken.
 */
export async function soak(
  { browser, desk }: { readonly browser: Browser; readonly desk: SimulatorDesk },
  { picture, count, every }: SoakRequest,
  onSample: (sample: Sample) => void = () => undefined,
): Promise<readonly Sample[]> {
  const heaps = await watchHeaps(desk.page);
  const runtime = watchRuntime(desk.page);
  const pages = await rendererIds(browser);
  const samples: Sample[] = [];
  for (let documents = 1; documents <= count; documents += 1) {
    const id = await desk.openPhotograph(`${documents}.jpg`, picture);
    await desk.removeFrom(id);
    await desk.closeDocument(id);
    if (documents % every !== 0) continue;
    const sample: Sample = {
      documents,
      heaps: await heaps.read(),
      privateBytes: (await readMemory(pages)).privateBytes,
      wasmBytes: runtime.bytes(),
      workersSeen: heaps.workersSeen,
      left: await desk.leftovers(),
    };
    samples.push(sample);
    onSample(sample);
  }
  return samples;
}

/** The runtime's memory stands in the page's log. */
function watchRuntime(page: Page): { readonly bytes: () => number } {
  let bytes = NaN;
  page.on('console', (line) => {
    const megabytes = /([\d.]+) MB runtime memory/.exec(line.text())?.[1];
    if (megabytes !== undefined) bytes = Number(megabytes) * 1e6;
  });
  return { bytes: () => bytes };
}
