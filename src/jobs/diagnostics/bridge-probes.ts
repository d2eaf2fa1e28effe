import { throwIfAborted } from '../../support';
import type { PageProbe, PageScene } from './page-probe';

/** Questions about what crosses between page and host. */
export const BRIDGE_PROBES: readonly PageProbe[] = [
  {
    id: 'Q6.1',
    question: 'How long does a message take there and back?',
    how: 'Fifty echoes of nothing, one after another.',
    ask: async (scene) => {
      const times = [];
      for (let count = 0; count < 50; count++) times.push(await echoMs(scene, 0, 0));
      times.sort((a, b) => a - b);
      return `the median is ${times[25]?.toFixed(2) ?? ''} ms, the slowest ${times[49]?.toFixed(1) ?? ''} ms`;
    },
  },
  speedProbe('Q6.2', '16 KB', 16 * 1024, 20),
  speedProbe('Q6.3', '64 KB', 64 * 1024, 20),
  speedProbe('Q6.4', '256 KB', 256 * 1024, 10),
  speedProbe('Q6.5', '1 MB', 1024 * 1024, 4),
  speedProbe('Q6.6', '4 MB', 4 * 1024 * 1024, 2),
  {
    id: 'Q8.1',
    question: 'Which payload, source and origin do messages from Photoshop have?',
    how: 'One message is looked at; of the origin only whether it is an address.',
    ask: async ({ host }) => {
      const heard: string[] = [];
      const note = (event: MessageEvent) => heard.push(messageWords(event));
      window.addEventListener('message', note);
      try {
        await host.call('echo', { text: '', replyLength: 0 });
        return heard[0] ?? 'no message was heard';
      } finally {
        window.removeEventListener('message', note);
      }
    },
  },
];

/** Characters of base64 for so many raw bytes. */
function charactersFor(bytes: number): number {
  return Math.ceil(bytes / 3) * 4;
}

function speedProbe(id: string, size: string, bytes: number, times: number): PageProbe {
  return {
    id,
    question: `How fast is the bridge with messages of ${size}?`,
    how: `${times} texts each way, as long as ${size} are in base64; each must arrive whole.`,
    ask: async (scene) => {
      const characters = charactersFor(bytes);
      const toHost = await speed(scene, { bytes, times, sent: characters, asked: 0 });
      const toPage = await speed(scene, { bytes, times, sent: 0, asked: characters });
      return `${toHost} MB/s to Photoshop, ${toPage} MB/s to the page`;
    },
  };
}

interface Transfer {
  readonly bytes: number;
  readonly times: number;
  readonly sent: number;
  readonly asked: number;
}

async function speed(scene: PageScene, { bytes, times, sent, asked }: Transfer): Promise<string> {
  let ms = 0;
  for (let count = 0; count < times; count++) ms += await echoMs(scene, sent, asked);
  return ((bytes * times) / 1e3 / Math.max(ms, 0.001)).toFixed(1);
}

/** @throws Error when either text did not arrive whole. */
async function echoMs({ host, signal }: PageScene, sent: number, asked: number): Promise<number> {
  throwIfAborted(signal);
  const request = { text: 'x'.repeat(sent), replyLength: asked };
  const started = performance.now();
  const { received, text } = await host.call('echo', request, { signal });
  if (received !== sent || text.length !== asked)
    throw new Error(
      `${received} of ${sent} characters arrived there, ${text.length} of ${asked} here`,
    );
  return performance.now() - started;
}

function messageWords({ data, source, origin }: MessageEvent): string {
  const { uxpHost } = window as unknown as { readonly uxpHost?: unknown };
  const from = source === null ? 'none' : (source as unknown) === uxpHost ? 'uxpHost' : 'other';
  const scheme = /^([a-z][a-z0-9+.-]{1,20}):/i.exec(origin)?.[1];
  const place = origin === '' ? 'none' : (scheme ?? 'one without a scheme');
  return `payload ${typeof data}, source ${from}, origin ${place}`;
}
