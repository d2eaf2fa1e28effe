import { yesOrNo, type PageProbe } from './page-probe';

/** Questions about the browser that the page runs in. */
export const BROWSER_PROBES: readonly PageProbe[] = [
  {
    id: 'Q40',
    question: 'Which browser is it, and what does it take our page for?',
    how: 'User agent, secure context, isolation, and whether there is an origin.',
    ask: () =>
      [
        navigator.userAgent,
        `secure context ${yesOrNo(window.isSecureContext)}`,
        `isolated ${yesOrNo(window.crossOriginIsolated)}`,
        `scheme ${location.protocol.replace(':', '')}`,
        `origin ${window.origin === 'null' ? 'opaque' : 'its own'}`,
      ].join('; '),
  },
  {
    id: 'Q10',
    question: 'Which size has the web view?',
    how: 'Inner size in CSS pixels, pixels for each of them, and whether the page counts as visible.',
    ask: () => `${innerWidth} × ${innerHeight} at ${devicePixelRatio}, ${document.visibilityState}`,
  },
  {
    id: 'Q42',
    question: 'What does the page say of cores and memory?',
    how: 'hardwareConcurrency and deviceMemory.',
    ask: () => {
      const { deviceMemory } = navigator as Navigator & { readonly deviceMemory?: number };
      return `${navigator.hardwareConcurrency} cores, ${deviceMemory ?? 'no word on'} GB`;
    },
  },
  {
    id: 'Q43',
    question: 'Does the page convert base64 by itself?',
    how: 'Uint8Array.fromBase64 and toBase64 are looked for.',
    ask: () => {
      const { fromBase64, prototype } = Uint8Array as unknown as {
        readonly fromBase64?: unknown;
        readonly prototype: { readonly toBase64?: unknown };
      };
      return `fromBase64 ${typeof fromBase64}, toBase64 ${typeof prototype.toBase64}`;
    },
  },
  {
    id: 'Q3',
    question: 'May a worker be started from a blob?',
    how: 'A worker of one line answers a message.',
    ask: askWorker,
  },
  {
    id: 'Q4',
    question: 'Does a relative fetch of local files work?',
    how: 'The registry of the models is fetched by its relative path.',
    ask: async ({ signal }) => {
      const response = await fetch('models/registry.json', { signal });
      const { byteLength } = await response.arrayBuffer();
      return `status ${response.status}, type ${response.type}, ${byteLength} bytes`;
    },
  },
  {
    id: 'Q41',
    question: 'Does the policy refuse to fetch outward?',
    how: 'A data: address is fetched; only where the policy refuses that is an address tried that belongs to no one.',
    ask: async ({ signal }) => {
      const inward = await refusedByPolicy('data:,x', signal);
      if (!inward.isByPolicy) return `data: ${inward.words}; nothing further was tried`;
      // A name that no resolver may know (RFC 2606). The policy has just been seen to hold.
      const outward = await refusedByPolicy('https://offcut.invalid/', signal);
      return `data: ${inward.words}; outward: ${outward.words}`;
    },
  },
];

async function askWorker(): Promise<string> {
  const address = URL.createObjectURL(new Blob(['onmessage = () => postMessage(1)']));
  let worker: Worker | undefined;
  try {
    const started = performance.now();
    worker = new Worker(address);
    await firstMessage(worker);
    return `answered after ${Math.round(performance.now() - started)} ms`;
  } finally {
    worker?.terminate();
    URL.revokeObjectURL(address);
  }
}

/** A worker that stays silent is left to the limit of every probe. */
function firstMessage(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.onmessage = () => resolve();
    worker.onerror = ({ message }) => reject(new Error(message || 'The worker failed'));
    worker.postMessage(0);
  });
}

/** Violations are told a moment after the refusal. */
const POLICY_WAIT_MS = 100;

async function refusedByPolicy(
  address: string,
  signal: AbortSignal,
): Promise<{ readonly words: string; readonly isByPolicy: boolean }> {
  const violated: string[] = [];
  const note = ({ effectiveDirective }: SecurityPolicyViolationEvent) =>
    violated.push(effectiveDirective);
  document.addEventListener('securitypolicyviolation', note);
  try {
    const words = await fetch(address, { signal }).then(
      () => 'fetched',
      (error: unknown) => `refused (${error instanceof Error ? error.name : 'no error'})`,
    );
    await new Promise((resolve) => setTimeout(resolve, POLICY_WAIT_MS));
    const [directive] = violated;
    return {
      words: `${words}${directive === undefined ? '' : ` by ${directive}`}`,
      isByPolicy: directive !== undefined,
    };
  } finally {
    document.removeEventListener('securitypolicyviolation', note);
  }
}
