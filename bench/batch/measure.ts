import type { Browser } from 'playwright-core';
import { rendererIds } from '../speed/browser';
import { watchMemory } from '../speed/watch-memory';
import type { BatchRequest } from './arguments';
import { SimulatorDesk } from './simulator-desk';

/** One way through all documents. */
export interface Pass {
  readonly seconds: number;
  /** What the browser's pages held at most, the simulated Photoshop and its documents among them. */
  readonly peakMegabytes: number | undefined;
  /** The same right after each document, in order. */
  readonly megabytesAfterEach: readonly (number | undefined)[];
}

export interface BatchFigures {
  readonly oneByOne: Pass;
  readonly batch: Pass;
  /** How many times as many documents the batch does in the same time. */
  readonly ratio: number;
}

interface Place {
  readonly browser: Browser;
  readonly url: string;
}

/**
 * Opens the documents, removes one background to warm up, then goes through all of them one after another and in a batch,
 * in the same page. A second mask replaces the first, so both ways do the same work.
 */
export async function measureBatch(
  { browser, url }: Place,
  { count, quality, lanes }: BatchRequest,
  jpeg: Buffer,
): Promise<BatchFigures> {
  const desk = await SimulatorDesk.open(browser, url, lanes);
  try {
    const documents: number[] = [];
    for (let number = 1; number <= count; number += 1)
      documents.push(await desk.openPhotograph(`${number}.jpg`, jpeg));
    await desk.choose(quality);
    await desk.removeFrom(documents[0]);
    const oneByOne = await timed(browser, async (keepMemory) => {
      for (const id of documents) {
        await desk.removeFrom(id);
        await keepMemory();
      }
    });
    const batch = await timed(browser, (keepMemory) => desk.removeFromAll(count, keepMemory));
    return { oneByOne, batch, ratio: oneByOne.seconds / batch.seconds };
  } finally {
    await desk.close();
  }
}

async function timed(
  browser: Browser,
  work: (keepMemory: () => Promise<void>) => Promise<void>,
): Promise<Pass> {
  const pages = await rendererIds(browser);
  const after: (number | undefined)[] = [];
  const keepMemory = async (): Promise<void> => {
    const { peak } = await watchMemory(pages, () => Promise.resolve());
    after.push(megabytes(peak.privateBytes));
  };
  const begun = performance.now();
  const { peak } = await watchMemory(pages, () => work(keepMemory));
  const seconds = (performance.now() - begun) / 1000;
  return { seconds, peakMegabytes: megabytes(peak.privateBytes), megabytesAfterEach: after };
}

function megabytes(bytes: number | undefined): number | undefined {
  return bytes === undefined ? undefined : Math.round(bytes / 1e6);
}
