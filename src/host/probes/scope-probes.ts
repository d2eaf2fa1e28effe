import { hasLayerMask } from '../layer-mask-state';
import { type HostProbe, inModalScope, msSince, outcomeOf, pause } from './probe';
import { paint, putMask, readPixels, replyWords } from './pixels-and-masks';
import { type Scratch, withScratchDocument } from './scratch-document';

const SMALL = { width: 64, height: 64 };
const STEP = 'Offcut Probe Step';

/** Questions about modal scopes and history. */
export const SCOPE_PROBES: readonly HostProbe[] = [
  {
    id: 'Q11',
    question: 'Does executeAsModal run while this page is shown?',
    how: 'An empty scope is run; the answer says in which surface the page is. Run it from the menu for the dialog.',
    ask: async (scene) => {
      const start = performance.now();
      const outcome = await outcomeOf(() => inModalScope(scene, () => Promise.resolve('ran')));
      return `${scene.observe().surface}: ${outcome}, ${msSince(start)}`;
    },
  },
  {
    id: 'Q20.1',
    question: 'Is a written mask one undo step with its name?',
    how: 'History is suspended, pixels and a mask are written, history is resumed; the states are counted.',
    ask: (scene) =>
      withScratchDocument(scene, SMALL, async (scratch) => {
        const before = statesOf(scratch);
        await suspended(scratch, () => writeBoth(scratch));
        const { name } = scratch.document().activeHistoryState;
        const isNamed = name === STEP ? 'has its name' : 'has another name';
        return `${statesOf(scratch) - before} new states; the last one ${isNamed}`;
      }),
  },
  {
    id: 'Q20.2',
    question: 'Is nothing left of a write when an exception leaves the scope?',
    how: 'The same, but the scope throws before history is resumed.',
    ask: (scene) =>
      withScratchDocument(scene, SMALL, async (scratch) => {
        const before = statesOf(scratch);
        const outcome = await outcomeOf(() =>
          suspended(scratch, async () => {
            await writeBoth(scratch);
            throw new Error('thrown by the probe');
          }),
        );
        return `${outcome}; ${statesOf(scratch) - before} new states, ${await maskWords(scratch)}`;
      }),
  },
  {
    id: 'Q20.3',
    question: 'Does one step back in history take a written mask away?',
    how: 'After the write the state before it is made the active one.',
    ask: (scene) =>
      withScratchDocument(scene, SMALL, async (scratch) => {
        const before = scratch.document().activeHistoryState;
        await suspended(scratch, () => writeBoth(scratch));
        const written = await maskWords(scratch);
        await scratch.modal(() => {
          scratch.document().activeHistoryState = before;
          return Promise.resolve();
        });
        return `after the write ${written}; one step back ${await maskWords(scratch)}`;
      }),
  },
  {
    id: 'Q21',
    question: 'Does choosing a document or a layer make a history state?',
    how: 'The temporary document is made active and its layer selected; its states are counted.',
    ask: (scene) =>
      withScratchDocument(scene, SMALL, async (scratch) => {
        const before = statesOf(scratch);
        await scratch.modal(() => {
          scene.photoshop.app.activeDocument = scratch.document();
          for (const layer of scratch.document().layers) layer.selected = true;
          return Promise.resolve();
        });
        return `${statesOf(scratch) - before} new states`;
      }),
  },
  {
    id: 'Q44',
    question: 'What becomes of a modal scope in which a nested one throws?',
    how: 'A scope writes, opens another that throws, catches that, and resumes history.',
    ask: (scene) =>
      withScratchDocument(scene, SMALL, async (scratch) => {
        const nested = { words: '' };
        const outer = await outcomeOf(async () => {
          await suspended(scratch, async () => {
            await writeBoth(scratch);
            nested.words = await outcomeOf(() =>
              inModalScope(scene, () => Promise.reject(new Error('thrown by the probe'))),
            );
          });
          return 'ended well';
        });
        return `nested ${nested.words}; outer ${outer}; then ${await maskWords(scratch)}`;
      }),
  },
  {
    id: 'Q45',
    question: 'Can pixels be read while another modal scope of ours is open?',
    how: 'One scope waits for 400 ms; 50 ms after its start another one reads.',
    ask: (scene) =>
      withScratchDocument(scene, SMALL, async (scratch) => {
        await scratch.modal(() => paint(scratch, { left: 0, top: 0, ...SMALL }));
        const first = outcomeOf(() => scratch.modal(() => pause(400).then(() => 'ended well')));
        await pause(50);
        const start = performance.now();
        const second = await outcomeOf(() =>
          scratch.modal(() => readPixels(scratch, {}, replyWords)),
        );
        const after = msSince(start);
        return `second ${second}, after ${after}; first ${await first}`;
      }),
  },
];

/** Runs `work` in one scope with history suspended, and resumes it where `work` does not throw. */
function suspended(scratch: Scratch, work: () => Promise<void>): Promise<string> {
  return scratch.modal(async ({ hostControl }) => {
    const { documentId: documentID } = scratch;
    const suspension = await hostControl.suspendHistory({ documentID, name: STEP });
    await work();
    await hostControl.resumeHistory(suspension);
    return 'ended well';
  });
}

async function writeBoth(scratch: Scratch): Promise<void> {
  const place = { left: 0, top: 0, ...SMALL };
  await paint(scratch, place);
  await putMask(scratch, { place, values: new Uint8Array(64 * 64).fill(128), replace: true });
}

function statesOf(scratch: Scratch): number {
  return scratch.document().historyStates.length;
}

async function maskWords(scratch: Scratch): Promise<string> {
  const document = scratch.document();
  const [layer] = document.layers;
  if (!layer) return 'there is no layer';
  const has = await hasLayerMask(scratch.photoshop, document, layer);
  return has ? 'there is a mask' : 'there is no mask';
}
