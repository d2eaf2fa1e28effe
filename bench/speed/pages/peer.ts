import ndarray from 'ndarray';
import type { MeasuringPage } from '../samples';
import { expose } from './expose';
import { PeerClock, type Runtime } from './peer-clock';
import { readPixels } from './read-pixels';

/**
 * Times @imgly/background-removal. It is given a tensor of pixels, which its types allow and which it does not decode, and
 * asked for raw RGBA: its way with the least around the network. It changes the tensor's alpha only, and never reads that,
 * so one tensor serves every run.
 */
expose(createPeerPage());

interface Peer {
  removeBackground(image: unknown, config: PeerConfig): Promise<Blob>;
}

interface PeerConfig {
  readonly publicPath: string;
  readonly device: 'cpu';
  readonly model: 'isnet_fp16';
  readonly output: { readonly format: string };
  readonly progress: (key: string, current: number) => void;
}

function createPeerPage(): MeasuringPage {
  const clock = new PeerClock();
  const loading = load(clock);
  let image: unknown;
  let last: Blob | undefined;
  return {
    measure: async (job) => {
      if (job.tool !== 'peer') throw new Error('This page measures the peer');
      const { peer, runtime } = await loading;
      image ??= ndarray(await readPixels(job), [job.height, job.width, 4]);
      const config = configFor(job.format, clock);
      clock.restart();
      last = await peer.removeBackground(image, config);
      const sample = clock.sample(runtime.env.wasm.numThreads ?? 0);
      if (crossOriginIsolated) throw new Error('The page could start threads');
      return sample;
    },
    alpha: async () => {
      if (last?.type.startsWith('image/x-rgba8') !== true) return [];
      const rgba = new Uint8Array(await last.arrayBuffer());
      return Array.from({ length: rgba.length / 4 }, (_, pixel) => rgba[4 * pixel + 3]);
    },
  };
}

/** The peer imports the runtime by the page's import map, and so the very module that is timed here. */
async function load(clock: PeerClock): Promise<{ readonly peer: Peer; readonly runtime: Runtime }> {
  const runtime = ((await importFrom('/peer/ort.mjs')) as { readonly default: Runtime }).default;
  clock.watch(runtime);
  return { peer: (await importFrom('/peer/index.mjs')) as Peer, runtime };
}

function importFrom(url: string): Promise<unknown> {
  return import(/* webpackIgnore: true */ url);
}

/** The same callback in every run: the peer keeps the first one with its session. */
function configFor(format: string, clock: PeerClock): PeerConfig {
  return {
    publicPath: `${location.origin}/peer/data/`,
    device: 'cpu',
    model: 'isnet_fp16',
    output: { format },
    progress: (key, current) => {
      if (key.startsWith('compute:')) clock.mark(`${key} ${current}`);
    },
  };
}
