/** The peer's list of its files: each in chunks, by name below its public path. */
export type PeerResources = Readonly<
  Record<
    string,
    {
      readonly chunks: readonly { readonly name: string; readonly offsets: readonly number[] }[];
      readonly size: number;
      readonly mime: string;
    }
  >
>;

/** As the data package 1.4.5 writes it, the last one that is published with weights. */
type PublishedResources = Readonly<
  Record<
    string,
    | {
        readonly chunks: readonly { readonly hash: string; readonly offsets: readonly number[] }[];
        readonly size: number;
        readonly mime: string;
      }
    | undefined
  >
>;

/**
 * What the peer of today is told to load: the weights that 1.4.5 calls `medium`, by the name that they have since, and its
 * runtime, whole. `runtimeSizes` are in bytes. @throws Error where the data package has no such weights
 */
export function toPeerResources(
  published: PublishedResources,
  runtimeSizes: { readonly wasm: number; readonly mjs: number },
): PeerResources {
  const weights = published['/models/medium'];
  if (!weights) throw new Error('The data package has no /models/medium');
  const chunks = weights.chunks.map(({ hash, offsets }) => ({ name: hash, offsets }));
  return {
    '/models/isnet_fp16': { ...weights, chunks },
    ...whole('wasm', runtimeSizes.wasm, 'application/wasm'),
    ...whole('mjs', runtimeSizes.mjs, 'text/javascript'),
  };
}

export const RUNTIME_FILE = 'ort-wasm-simd-threaded';

function whole(ending: string, size: number, mime: string): PeerResources {
  const name = `${RUNTIME_FILE}.${ending}`;
  return {
    [`/onnxruntime-web/${name}`]: { chunks: [{ name, offsets: [0, size] }], size, mime },
  };
}
