import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expose } from 'comlink';
import {
  createEngine,
  createEngineClient,
  type EngineClient,
  type EngineClientOptions,
  type ReadAsset,
} from '../../../src/engine';
import { createRemoteEngine } from '../../../src/engine/remote-engine';

const ROOT = path.join(__dirname, '../../..');

/**
 * The page's engine with the real runtime and, unless other files are given, real weights; its worker is the other end of
 * a message channel.
 */
export function createEngineInProcess(
  readAsset: ReadAsset = readFromDisk,
  options: Pick<EngineClientOptions, 'cores'> = {},
): EngineClient {
  return createEngineClient({ spawnWorker, readAsset, respawnDelayMs: 0, ...options });
}

function spawnWorker() {
  const { port1, port2 } = new MessageChannel();
  expose(createRemoteEngine(createEngine()), port1);
  return Object.assign(port2, {
    terminate: () => {
      port1.close();
      port2.close();
    },
  });
}

const readFromDisk: ReadAsset = async (file) => {
  const folder = file.startsWith('wasm/') ? 'node_modules/onnxruntime-web/dist' : 'models';
  return new Uint8Array(await readFile(path.join(ROOT, folder, path.basename(file))));
};
