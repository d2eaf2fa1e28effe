import type { EngineClient, MaskStrip, MatteReport } from '../../../src/engine';
import type { ModelDescriptor } from '../../../src/models';

type RenderRequest = Parameters<EngineClient['renderMaskStrip']>[1];

/** An engine without a network: row `y` of its mask holds `y % 251`. It counts the mattes that nobody has released. */
export class ScriptedEngine implements EngineClient {
  hasSubject = true;
  /** Replaces single methods. */
  methods: Partial<EngineClient> = {};
  readonly mattes = new Set<number>();
  #lastId = 0;

  prepare: EngineClient['prepare'] = (model, options) =>
    this.methods.prepare?.(model, options) ?? Promise.resolve(options?.onProgress?.(1));

  estimateMatte: EngineClient['estimateMatte'] = (model, image, signal) => {
    if (this.methods.estimateMatte) return this.methods.estimateMatte(model, image, signal);
    const matteId = ++this.#lastId;
    this.mattes.add(matteId);
    const run = { provider: 'wasm', threads: 1, preprocessMs: 1, inferenceMs: 2, postprocessMs: 3 };
    return Promise.resolve({
      matteId,
      coverage: 0.5,
      hasSubject: this.hasSubject,
      run,
    } as MatteReport);
  };

  renderMaskStrip: EngineClient['renderMaskStrip'] = (matteId, request, signal) =>
    this.methods.renderMaskStrip?.(matteId, request, signal) ?? Promise.resolve(rows(request));

  releaseMatte = (matteId: number) => {
    this.mattes.delete(matteId);
    return Promise.resolve();
  };

  dispose = () => this.mattes.clear();
}

function rows({ extent, top, height }: RenderRequest): MaskStrip {
  const pixels = new Uint8Array(extent.width * height);
  for (let row = 0; row < height; row++)
    pixels.fill((top + row) % 251, row * extent.width, (row + 1) * extent.width);
  return { top, height, pixels };
}

export const MODEL: ModelDescriptor = {
  id: 'tiny',
  name: 'Tiny',
  quality: 'fast',
  task: 'salient-object-segmentation',
  path: 'models/tiny.onnx',
  byteLength: 4,
  sha256: '0'.repeat(64),
  licence: 'MIT',
  isPermissive: true,
  source: {
    package: 'tiny',
    version: '1.0.0',
    url: 'https://example.org/',
    file: 'tiny.onnx',
    byteLength: 4,
    sha256: '0'.repeat(64),
  },
  input: { name: 'input', width: 8, height: 8, resize: 'stretch', mean: [0, 0, 0], std: [1, 1, 1] },
  output: { name: 'output', activation: 'none' },
};
