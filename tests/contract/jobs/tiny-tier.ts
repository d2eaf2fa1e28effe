import type { EngineClient, ReadAsset } from '../../../src/engine';
import { createAssetReader, type Tier } from '../../../src/jobs';
import type { ModelDescriptor } from '../../../src/models';
import type { Extent } from '../../../src/raster';
import { readWasm } from '../../support/engine-files';
import { tinyDescriptor, tinyModel } from '../../support/tiny-model';
import { createDesk, type Desk } from '../host/desk';
import { createEngineInProcess } from './engine-in-process';

/** A tier of one network, small enough to run in a blink, and its weights. */
export interface TinyTier extends Tier {
  readonly fine: ModelDescriptor;
  readonly weights: Uint8Array;
}

/** The network sees the mean of the colours, so that white is the subject. */
export function tinyTier({ width, height }: Extent = { width: 4, height: 2 }): TinyTier {
  const weights = tinyModel({
    dims: [1, 3, height, width],
    nodes: [{ op: 'ReduceMean', from: 'x', to: 'y', attributes: { axes: [1], keepdims: 1 } }],
    output: { dims: [1, 1, height, width] },
  });
  return { quality: 'fast', fine: tinyDescriptor(weights, 'tiny', { width, height }), weights };
}

/** Its weights and the runtime, without a host in between. */
export function tinyAssets({ fine, weights }: TinyTier): ReadAsset {
  return (path) => Promise.resolve(path === fine.path ? weights.slice() : readWasm());
}

export interface TinyWorkplace {
  readonly desk: Desk;
  readonly engine: EngineClient;
  /** What the plugin's folder holds, by path; may be changed. */
  readonly files: Map<string, Uint8Array>;
}

/** A desk and an engine as in a web view that refuses to fetch local files: all of them come over the bridge. */
export function createTinyWorkplace({ fine, weights }: TinyTier): TinyWorkplace {
  const files = new Map([
    [fine.path, weights],
    ['wasm/ort-wasm-simd-threaded.wasm', readWasm()],
  ]);
  const desk = createDesk({
    pluginFiles: {
      size: (path) => Promise.resolve(files.get(path)?.length),
      read: (path, offset, length) =>
        Promise.resolve(files.get(path)?.slice(offset, offset + length) ?? new Uint8Array()),
    },
  });
  const refuse = () => Promise.reject(new TypeError('Failed to fetch'));
  const engine = createEngineInProcess((...request) =>
    createAssetReader(desk.page, refuse)(...request),
  );
  return { desk, engine, files };
}
