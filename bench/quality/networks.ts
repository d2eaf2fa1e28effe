import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readRegistry } from '../../scripts/models/read-registry';
import { readSource } from '../../scripts/models/read-source';
import { createSession, startRuntime, type NetworkSession } from '../../src/engine/ort';
import { estimateMatte } from '../../src/matting';
import { findModel, type ModelDescriptor } from '../../src/models';
import {
  createAlphaMatte,
  cropImage,
  mirrorImage,
  type AlphaMatte,
  type Bounds,
  type RgbImage,
} from '../../src/raster';
import { PromiseCache } from '../../src/support';

/**
 * The product's networks by their ids, and ISNet as its package publishes it: the yardstick stays what it is when the
 * product's weights change.
 */
export type NetworkId = 'isnet' | 'isnet-published' | 'u2netp';

export interface Look {
  /** The mirrored picture; the matte is mirrored too. */
  readonly isFlipped?: boolean;
  /** A part of the picture; the matte is of that part alone. The whole unless given. */
  readonly part?: Bounds;
  /** Of the network's own extent, where it runs at others; 1 unless given. */
  readonly scale?: number;
}

/** What the networks see in one picture: mattes at the networks' own extents, [0, 1]. The caller may not write to them. */
export interface NetworkOutputs {
  estimate(network: NetworkId, look?: Look): Promise<AlphaMatte>;
}

export interface NetworksChoice {
  readonly projectFolder: string;
  /** Folder that keeps outputs from run to run. */
  readonly cache?: string;
  readonly threads: number;
}

/**
 * The product's networks in the product's runtime, started when the first output is not in the cache. A cached output is
 * CACHE/SOURCE__NAME.NETWORK[.flip][.LEFT-TOP-WIDTH-HEIGHT][.xSCALE].f32: float32, little-endian, rows from top to bottom;
 * that of a mirrored picture is mirrored.
 */
export function createNetworks(choice: NetworksChoice) {
  const sessions = new PromiseCache<NetworkId, OpenNetwork>();
  const open = (id: NetworkId) =>
    sessions.get(id, () => openNetwork(choice.projectFolder, id, choice.threads));

  return {
    outputsFor(key: string, photo: RgbImage): NetworkOutputs {
      const seen = new PromiseCache<string, AlphaMatte>();
      return {
        estimate: (id, look = {}) => {
          const name = `${key}.${id}${suffixOf(look)}.f32`;
          const side = SIDES[id] * (look.scale ?? 1);
          return seen.get(name, () =>
            cached(choice.cache, { name, side }, async () => {
              const { input, ...network } = await open(id);
              const extent = { width: side, height: side };
              return estimateMatte(lookAt(photo, look), {
                ...{ input: { ...input, ...extent }, output: network.output },
                run: (tensor) => network.run(tensor, extent),
              });
            }),
          );
        },
      };
    },
  };
}

export type Networks = ReturnType<typeof createNetworks>;

function suffixOf({ isFlipped, part, scale = 1 }: Look): string {
  const box = part ? `.${part.left}-${part.top}-${part.width}-${part.height}` : '';
  return `${isFlipped ? '.flip' : ''}${box}${scale === 1 ? '' : `.x${scale}`}`;
}

function lookAt(photo: RgbImage, { isFlipped, part }: Look): RgbImage {
  const seen = part ? cropImage(photo, part) : photo;
  return isFlipped ? mirrorImage(seen) : seen;
}

/** The networks' sides; a cached output has no other header. */
const SIDES: Readonly<Record<NetworkId, number>> = {
  isnet: 1024,
  'isnet-published': 1024,
  u2netp: 320,
};

async function cached(
  folder: string | undefined,
  { name, side }: { readonly name: string; readonly side: number },
  estimate: () => Promise<AlphaMatte>,
): Promise<AlphaMatte> {
  if (folder === undefined) return estimate();
  const path = join(folder, name);
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes) return createAlphaMatte({ width: side, height: side }, toFloats(bytes));
  const matte = await estimate();
  await mkdir(folder, { recursive: true });
  await writeFile(
    `${path}.part`,
    new Uint8Array(matte.alpha.buffer, matte.alpha.byteOffset, matte.alpha.byteLength),
  );
  await rename(`${path}.part`, path);
  return matte;
}

function toFloats(bytes: Buffer): Float32Array {
  const copy = new Uint8Array(bytes);
  return new Float32Array(copy.buffer).map((value) => Math.min(1, Math.max(0, value)));
}

type OpenNetwork = Pick<ModelDescriptor, 'input' | 'output'> & Pick<NetworkSession, 'run'>;

async function openNetwork(
  projectFolder: string,
  id: NetworkId,
  threads: number,
): Promise<OpenNetwork> {
  const isPublished = id === 'isnet-published';
  const model = findModel(readRegistry(projectFolder), isPublished ? 'isnet' : id);
  const wasm = 'node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm';
  await startRuntime(await readFile(join(projectFolder, wasm)), threads);
  const weights = isPublished
    ? await readSource(projectFolder, model.source)
    : await readFile(join(projectFolder, model.path));
  const session = await createSession(model, weights);
  return {
    input: model.input,
    output: model.output,
    run: (tensor, extent) => session.run(tensor, extent),
  };
}
