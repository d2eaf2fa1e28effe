import type { Environment, HostClient, ProbeAnswer, ProbeQuestion } from '../../bridge';
import { abortable, isAbort } from '../../support';
import type { JobContext } from '../workplace';
import { bestEffort } from '../best-effort';
import { BRIDGE_PROBES } from './bridge-probes';
import { BROWSER_PROBES } from './browser-probes';
import { refusalWords, type PageProbe, type PageScene } from './page-probe';
import { createScrubber } from './private-words';
import type { DiagnosticsAnswer, DiagnosticsReport } from './report';
import { RUNTIME_PROBES } from './runtime-probes';
import { watchTimers } from './watch-timers';

export interface DiagnosticsProgress {
  readonly answers: readonly DiagnosticsAnswer[];
  readonly count: number;
  /** The question that is being asked. */
  readonly question: string;
}

/** A probe of either side, and who answers it. */
interface Asked extends ProbeQuestion {
  readonly answer: (signal: AbortSignal) => Promise<ProbeAnswer>;
}

export type DiagnosticsScene = Omit<PageScene, 'signal'> & { readonly environment: Environment };

export const PAGE_PROBES: readonly PageProbe[] = [
  ...BROWSER_PROBES,
  ...RUNTIME_PROBES,
  ...BRIDGE_PROBES,
];

/**
 * Asks every question, one after another. What goes wrong is an answer; cancelling ends the run with the answers so far.
 * Before each question the report is kept in plugin-data, so that a run that ends Photoshop still says where.
 */
export async function runDiagnostics(
  scene: DiagnosticsScene,
  { signal, onProgress }: JobContext<DiagnosticsProgress>,
): Promise<DiagnosticsReport> {
  const timers = watchTimers();
  try {
    const probes = [...(await probesOf(scene)), timerProbe(() => timers.words())];
    const brokeOffIn = await interruptedQuestion(scene.host);
    const scrub = await createScrubber(scene.host);
    const answers: DiagnosticsAnswer[] = [];
    const soFar = (rest: Partial<DiagnosticsReport>): DiagnosticsReport => ({
      ...beginning(scene.environment),
      ...{ count: probes.length, answers: [...answers], brokeOffIn, ...rest },
    });
    for (const { answer, id, question, how } of probes) {
      if (signal.aborted) break;
      onProgress({ answers: [...answers], count: probes.length, question });
      await keep(scene.host, soFar({ asking: id }));
      const given = await answer(signal).catch(refusalOf);
      if (given) answers.push({ id, question, how, ...given, words: scrub(given.words) });
    }
    const report = soFar({ wasCancelled: signal.aborted });
    await keep(scene.host, report);
    return report;
  } finally {
    timers.stop();
  }
}

function beginning({ hostVersion, pluginVersion, surface, theme }: Environment) {
  return {
    environment: { hostVersion, pluginVersion, surface, theme },
    day: new Date().toISOString().slice(0, 10),
    wasCancelled: false,
  };
}

async function probesOf(scene: DiagnosticsScene): Promise<readonly Asked[]> {
  const { host } = scene;
  const ofPage = PAGE_PROBES.map((probe) => askedOfPage(probe, scene));
  // A host that cannot say what it can be asked leaves the page's own questions.
  const listed = await host.call('listProbes', {}).catch(() => []);
  return [...ofPage, ...listed.map((probe) => askedOfHost(probe, host))];
}

function askedOfPage({ ask, ...question }: PageProbe, scene: DiagnosticsScene): Asked {
  return {
    ...question,
    answer: async (signal) => {
      const started = performance.now();
      const asked = Promise.resolve().then(() => ask({ ...scene, signal }));
      try {
        const words = await abortable(inTime(asked), signal);
        return { kind: 'answered', words, ms: performance.now() - started };
      } catch (error) {
        if (isAbort(error) && signal.aborted) throw error;
        return { kind: 'refused', words: refusalWords(error), ms: performance.now() - started };
      }
    },
  };
}

/** A page's probe may wait for something that never comes. */
const PAGE_PROBE_LIMIT_MS = 60_000;

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`No answer for ${PAGE_PROBE_LIMIT_MS / 1000} s`));
    }, PAGE_PROBE_LIMIT_MS);
  });
  try {
    return await Promise.race([work, silence]);
  } finally {
    clearTimeout(timer);
  }
}

function askedOfHost(question: ProbeQuestion, host: HostClient): Asked {
  const { id } = question;
  return { ...question, answer: (signal) => host.call('runProbe', { id }, { signal }) };
}

/** Last, so that it has watched the whole run. */
function timerProbe(words: () => string): Asked {
  return {
    id: 'Q7',
    question: 'Are timers slowed down while the panel is hidden?',
    how: 'A timer is watched during the whole run, apart for the visible and the hidden page.',
    answer: () => Promise.resolve({ kind: 'answered', words: words(), ms: 0 }),
  };
}

/** What a call over the bridge came to that failed; nothing where it was cancelled. */
function refusalOf(error: unknown): ProbeAnswer | undefined {
  return isAbort(error) ? undefined : { kind: 'refused', words: refusalWords(error), ms: 0 };
}

function keep(host: HostClient, report: DiagnosticsReport): Promise<void> {
  return bestEffort(host.call('saveReport', { text: JSON.stringify(report) }));
}

/** The question in which the last run broke off, if it did. */
async function interruptedQuestion(host: HostClient): Promise<string | undefined> {
  try {
    const { text } = await host.call('loadReport', {});
    const { asking } = JSON.parse(text) as { readonly asking?: unknown };
    return typeof asking === 'string' && /^Q[\d.]+$/.test(asking) ? asking : undefined;
  } catch {
    // There is none, or it was damaged: then nothing is known of it.
    return undefined;
  }
}
