import type { HostService, ProbeAnswer } from '../../bridge';
import { createGate, isAbort, throwIfAborted, type Gate } from '../../support';
import { CONTEXT_PROBES } from './context-probes';
import { LAYER_PROBES } from './layer-probes';
import { MASK_PROBES } from './mask-probes';
import { type HostProbe, type PageObservations, type ProbeScene, wordsOf } from './probe';
import { READING_PROBES } from './reading-probes';
import { SCOPE_PROBES } from './scope-probes';

export { describeTheme, PageObserver } from './observe-page';
export type { PageObservations } from './probe';

/** In the order in which they are asked: those that make no document first. */
export const HOST_PROBES: readonly HostProbe[] = [
  ...CONTEXT_PROBES,
  ...LAYER_PROBES,
  ...SCOPE_PROBES,
  ...READING_PROBES,
  ...MASK_PROBES,
];

const REPORT_FILE = 'plugin-data:/diagnostics.json';
const TEXT = { encoding: 'utf-8' } as const;
/** Characters of an answer; a host may put a page into one message. */
const MOST_OF_ANSWER = 2000;

/** What the diagnostics ask of the host. A probe that throws has answered; only cancelling passes through. */
export function probeMethods(scene: Omit<ProbeScene, 'signal'>) {
  return {
    listProbes: () =>
      Promise.resolve(HOST_PROBES.map(({ id, question, how }) => ({ id, question, how }))),
    runProbe: ({ id }, { signal }) =>
      gateTo(scene.photoshop).hold(() => ask(id, { ...scene, signal }), signal),
    echo: ({ text, replyLength }) =>
      Promise.resolve({ received: text.length, text: 'x'.repeat(replyLength) }),
    loadReport: () =>
      scene.fs.readFile(REPORT_FILE, TEXT).then(
        (text) => ({ text: String(text) }),
        () => ({ text: '' }),
      ),
    saveReport: async ({ text }) => {
      await scene.fs.writeFile(REPORT_FILE, text, TEXT);
      return {};
    },
  } satisfies Partial<HostService>;
}

/** A cancelled probe still tidies up: the next one waits for it, also in another page. */
const gates = new WeakMap<object, Gate>();

function gateTo(photoshop: object): Gate {
  const gate = gates.get(photoshop) ?? createGate(() => 1);
  gates.set(photoshop, gate);
  return gate;
}

async function ask(id: string, scene: ProbeScene): Promise<ProbeAnswer> {
  const start = performance.now();
  const answer = (kind: ProbeAnswer['kind'], words: string): ProbeAnswer => ({
    kind,
    words: words.slice(0, MOST_OF_ANSWER),
    ms: performance.now() - start,
  });
  throwIfAborted(scene.signal);
  const probe = HOST_PROBES.find((each) => each.id === id);
  if (!probe) return answer('refused', 'This host knows no such question');
  try {
    return answer('answered', await probe.ask(scene));
  } catch (error) {
    if (isAbort(error)) throw error;
    return answer('refused', wordsOf(error));
  }
}

/** Where nobody looks at the page from outside, as in tests without a webview. */
export const NOTHING_OBSERVED: PageObservations = {
  surface: 'unknown surface',
  messages: 'not observed here',
  addresses: 'not observed here',
  theme: 'not observed here',
};
