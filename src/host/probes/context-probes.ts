import type { HostProbe } from './probe';

const TEXT = { encoding: 'utf-8' } as const;
const FIRST = 'plugin-data:/probe-first.txt';
const SECOND = 'plugin-data:/probe-second.txt';

/** Questions about the plugin's own context: no document is needed for them. */
export const CONTEXT_PROBES: readonly HostProbe[] = [
  {
    id: 'Q8.2',
    question: 'Which payload, source and origin do messages from the page have?',
    how: 'What the last message had is kept; of the origin only its scheme.',
    ask: ({ observe }) => Promise.resolve(observe().messages),
  },
  {
    id: 'Q9',
    question: 'When does loadstart come, and with which address?',
    how: 'Every loadstart of the webview is kept; of the address only its scheme and whether it ends in our page.',
    ask: ({ observe }) => Promise.resolve(observe().addresses),
  },
  {
    id: 'Q22',
    question: 'Does document.theme exist, and what does it call the theme?',
    how: 'It is asked for the current theme; beside it stands the colour of the panel.',
    ask: ({ observe }) => Promise.resolve(observe().theme),
  },
  {
    id: 'Q23',
    question: 'Does fs.rename replace a file in plugin-data?',
    how: 'Two files are written, the second is renamed over the first, and that is read.',
    ask: async ({ fs }) => {
      await fs.writeFile(FIRST, 'first', TEXT);
      await fs.writeFile(SECOND, 'second', TEXT);
      await fs.rename(SECOND, FIRST);
      const text = String(await fs.readFile(FIRST, TEXT));
      await fs.unlink(FIRST);
      return `the file holds the ${text} text`;
    },
  },
  {
    id: 'Q25',
    question: 'Which modern globals has the main context?',
    how: 'Each is looked for by its name.',
    ask: () => {
      const has = globals().map(([name, value]) => `${name} ${value === undefined ? 'no' : 'yes'}`);
      return Promise.resolve(has.join(', '));
    },
  },
  {
    id: 'Q26',
    question: 'How large may a mask be before memory ends?',
    how: 'Buffers of 100 and 300 megapixels are allocated and touched, and let go. 900 is left out: it may end Photoshop.',
    ask: () => Promise.resolve([100, 300].map(allocated).join('; ')),
  },
];

const NAMES = [
  ...['AbortController', 'TextDecoder', 'TextEncoder', 'structuredClone', 'queueMicrotask'],
  ...['Worker', 'OffscreenCanvas', 'SharedArrayBuffer', 'ResizeObserver', 'matchMedia', 'atob'],
];

function globals(): readonly (readonly [name: string, value: unknown])[] {
  const scope = globalThis as unknown as Readonly<Record<string, unknown>>;
  const { subtle } = Object(scope['crypto']) as { readonly subtle?: unknown };
  const bytes = Uint8Array as unknown as {
    prototype: { toBase64?: unknown };
    fromBase64?: unknown;
  };
  return [
    ...NAMES.map((name) => [name, scope[name]] as const),
    ['crypto.subtle', subtle],
    ['Uint8Array.toBase64', bytes.prototype.toBase64],
    ['Uint8Array.fromBase64', bytes.fromBase64],
  ];
}

/** One value in every page of memory is written: untouched memory is not taken. */
function allocated(megapixels: number): string {
  try {
    const buffer = new Uint8Array(megapixels * 1_000_000);
    for (let at = 0; at < buffer.length; at += 4096) buffer[at] = 1;
    return `${megapixels} megapixels: given`;
  } catch (error) {
    return `${megapixels} megapixels: refused: ${String(error)}`;
  }
}
