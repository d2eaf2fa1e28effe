import { yesOrNo, type PageProbe } from './page-probe';

/** Questions about what the networks run on. */
export const RUNTIME_PROBES: readonly PageProbe[] = [
  {
    id: 'Q2.1',
    question: 'May WebAssembly be compiled, and with SIMD?',
    how: 'An empty module is compiled and started; one with a vector instruction is validated.',
    ask: () => {
      new WebAssembly.Instance(new WebAssembly.Module(EMPTY_MODULE));
      return `compiled; SIMD ${yesOrNo(WebAssembly.validate(SIMD_MODULE))}`;
    },
  },
  {
    id: 'Q2.2',
    question: 'May a shared memory be made?',
    how: 'A WebAssembly memory of one page that is shared.',
    ask: () => {
      const { buffer } = new WebAssembly.Memory({ initial: 1, maximum: 2, shared: true });
      const global = typeof SharedArrayBuffer === 'undefined' ? 'no' : 'yes';
      return `made, ${buffer.byteLength} bytes; the global SharedArrayBuffer: ${global}`;
    },
  },
  {
    id: 'Q2.3',
    question: 'Can WebAssembly wait for promises (JSPI)?',
    how: 'WebAssembly.Suspending is looked for.',
    ask: () => yesOrNo('Suspending' in WebAssembly),
  },
  {
    id: 'Q5.1',
    question: 'Is there WebGPU, and does it give an adapter?',
    how: 'navigator.gpu.requestAdapter.',
    ask: async () => {
      const adapter = await adapterHere();
      if (typeof adapter === 'string') return adapter;
      const { vendor = '', architecture = '', description = '' } = adapter.info ?? {};
      return `an adapter: ${[vendor, architecture, description].filter(Boolean).join(', ')}`;
    },
  },
  {
    id: 'Q5.2',
    question: 'What can the adapter do?',
    how: 'Its limits and features.',
    ask: async () => {
      const adapter = await adapterHere();
      if (typeof adapter === 'string') return adapter;
      const limits = LIMITS.map((name) => `${name} ${adapter.limits[name] ?? 'unknown'}`);
      const features = [...adapter.features].sort();
      const halves = yesOrNo(features.includes('shader-f16'));
      return `${limits.join(', ')}; shader-f16 ${halves}; features ${features.join(', ')}`;
    },
  },
  {
    id: 'Q2.4',
    question: 'Does the runtime start, and how long does that take?',
    how: 'The smallest quality is made ready: worker, runtime, weights and self-test. Quick where it was ready already.',
    ask: async ({ engine, tier }) => {
      const started = performance.now();
      await engine.prepare(tier);
      return `ready after ${Math.round(performance.now() - started)} ms, ${tier.quality}`;
    },
  },
];

const EMPTY_MODULE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
/** One function: a vector of sixteen equal bytes, and how many of their bits are set. */
const SIMD_MODULE = Uint8Array.of(
  ...EMPTY_MODULE,
  ...[1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0],
  ...[10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11],
);

const LIMITS = [
  ...['maxBufferSize', 'maxStorageBufferBindingSize', 'maxComputeWorkgroupStorageSize'],
  ...['maxComputeInvocationsPerWorkgroup', 'maxComputeWorkgroupsPerDimension'],
];

interface Adapter {
  readonly info?: Readonly<Partial<Record<'vendor' | 'architecture' | 'description', string>>>;
  readonly limits: Readonly<Record<string, number | undefined>>;
  readonly features: Iterable<string>;
}

async function adapterHere(): Promise<Adapter | string> {
  const { gpu } = navigator as unknown as {
    readonly gpu?: { requestAdapter(): Promise<Adapter | null> };
  };
  if (gpu === undefined) return 'there is no navigator.gpu';
  return (await gpu.requestAdapter()) ?? 'navigator.gpu, but no adapter';
}
