import type { CDPSession, Frame, Page } from 'playwright-core';

/** What one place's scripts hold once garbage has been collected, in bytes. */
export interface Heap {
  /** Typed arrays' contents and the runtime's memory: pixels, masks, weights. Exact. */
  readonly buffers: number;
  /**
   * Texts and objects, and what the browser keeps for them. Compiled code and the browser's own notes on layout and speed
   * are among them, so that it grows a little by itself.
   */
  readonly objects: number;
}

/** In every place that has a heap of its own. */
export interface Heaps {
  /** The simulated Photoshop and the plugin's host bundle. */
  readonly host: Heap;
  readonly panel: Heap;
  /** All workers of the panel together. */
  readonly workers: Heap;
}

export interface HeapWatch {
  /** Collects garbage everywhere, then looks. */
  read(): Promise<Heaps>;
  /** Workers since the watch began, and those that were there before. */
  readonly workersSeen: number;
}

/** Looks into the simulator's page, the panel in it and the panel's workers, each of which has a heap of its own. */
export async function watchHeaps(page: Page): Promise<HeapWatch> {
  const host = await page.context().newCDPSession(page);
  const panel = await page.context().newCDPSession(panelOf(page));
  const workers = await watchWorkers(panel);
  return {
    read: async () => ({
      host: await readHeap(sender(host)),
      panel: await readHeap(sender(panel)),
      workers: await workers.read(),
    }),
    get workersSeen() {
      return workers.seen();
    },
  };
}

/** @throws Error where the panel is not there */
function panelOf(page: Page): Frame {
  const panel = page.frames().find((frame) => frame !== page.mainFrame());
  if (!panel) throw new Error('The panel is not open');
  return panel;
}

/** Sends one command of the browser's debugging protocol; `undefined` where the other side has ended. */
type Send = (method: Command) => Promise<unknown>;

type Command =
  'HeapProfiler.collectGarbage' | 'Runtime.discardConsoleEntries' | 'Runtime.getHeapUsage';

interface HeapUsage {
  readonly usedSize: number;
  readonly embedderHeapUsedSize: number;
  readonly backingStorageSize: number;
}

function sender(session: CDPSession): Send {
  return (method) => session.send(method);
}

async function readHeap(send: Send): Promise<Heap> {
  // A console keeps its lines for who may open it, a thousand of them.
  await send('Runtime.discardConsoleEntries');
  await send('HeapProfiler.collectGarbage');
  const usage = (await send('Runtime.getHeapUsage')) as HeapUsage | undefined;
  if (!usage) return EMPTY;
  const { usedSize, embedderHeapUsedSize, backingStorageSize } = usage;
  return { buffers: backingStorageSize, objects: usedSize + embedderHeapUsedSize };
}

const EMPTY: Heap = { buffers: 0, objects: 0 };

/** A worker can only be spoken to through the session of the page that has started it. */
async function watchWorkers(panel: CDPSession) {
  const alive = new Set<string>();
  const waiting = new Map<number, { sessionId: string; resolve: (answer: unknown) => void }>();
  let seen = 0;
  let lastId = 0;
  panel.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type !== 'worker') return;
    alive.add(sessionId);
    seen += 1;
  });
  panel.on('Target.detachedFromTarget', ({ sessionId }) => {
    alive.delete(sessionId);
    for (const call of waiting.values()) if (call.sessionId === sessionId) call.resolve(undefined);
  });
  panel.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message) as { id?: number; result?: unknown };
    if (id !== undefined) waiting.get(id)?.resolve(result);
  });
  await panel.send('Target.setAutoAttach', {
    ...{ autoAttach: true, waitForDebuggerOnStart: false, flatten: false },
  });
  const sendTo = async (sessionId: string, method: Command): Promise<unknown> => {
    const id = ++lastId;
    const answer = new Promise((resolve) => waiting.set(id, { sessionId, resolve }));
    const message = JSON.stringify({ id, method });
    await panel.send('Target.sendMessageToTarget', { sessionId, message });
    return answer.finally(() => waiting.delete(id));
  };
  return {
    seen: () => seen,
    read: async () => {
      let { buffers, objects } = EMPTY;
      for (const id of alive) {
        const heap = await readHeap((method) => sendTo(id, method));
        [buffers, objects] = [buffers + heap.buffers, objects + heap.objects];
      }
      return { buffers, objects };
    },
  };
}
