import type { ColourStrip, EngineClient, MaskStrip, MatteReport } from '../../../src/engine';
import type { ModelDescriptor, Tier } from '../../../src/models';

type RenderRequest = Parameters<EngineClient['renderMaskStrip']>[1];
type EstimateRequest = Parameters<EngineClient['estimateMatte']>[1];
type ColourRequest = Parameters<EngineClient['renderColourStrip']>[1];
type RefinementRequest = Parameters<EngineClient['refineMatte']>[1];

/**
 * An engine without a network: row `y` of its mask and of its colours holds `y % 251`, and it refines in the tiles that it is given. It
 * counts the mattes that nobody has released.
 */
export class ScriptedEngine implements EngineClient {
  hasSubject = true;
  uncertainty = 0.1;
  /** Parts of the picture that a refinement reads, in source pixels. */
  tiles = [{ left: 0, top: 0, width: 4, height: 2 }];
  /** Replaces single methods. */
  methods: Partial<EngineClient> = {};
  readonly mattes = new Set<number>();
  #lastId = 0;

  prepare: EngineClient['prepare'] = (tier, options) =>
    this.methods.prepare?.(tier, options) ?? Promise.resolve(options?.onProgress?.(1));

  estimateMatte: EngineClient['estimateMatte'] = (tier, request, signal) =>
    this.methods.estimateMatte?.(tier, request, signal) ?? this.#estimate(tier, request);

  refineMatte: EngineClient['refineMatte'] = (matteId, request, signal) =>
    this.methods.refineMatte?.(matteId, request, signal) ?? this.#refine(request);

  renderMaskStrip: EngineClient['renderMaskStrip'] = (matteId, request, signal) =>
    this.methods.renderMaskStrip?.(matteId, request, signal) ?? Promise.resolve(rows(request));

  estimateColours: EngineClient['estimateColours'] = (matteId, request, signal) =>
    this.methods.estimateColours?.(matteId, request, signal) ??
    Promise.resolve(request.onProgress?.(1));

  renderColourStrip: EngineClient['renderColourStrip'] = (matteId, request, signal) =>
    this.methods.renderColourStrip?.(matteId, request, signal) ??
    Promise.resolve(colourRows(request));

  releaseMatte = (matteId: number) => {
    this.mattes.delete(matteId);
    return Promise.resolve();
  };

  lanes = 1;

  hold: EngineClient['hold'] = (work) => work();

  unloadAfter = () => undefined;

  testComputer: EngineClient['testComputer'] = () =>
    Promise.resolve({ tests: [{ provider: 'wasm', runMs: 5, meanDifference: 0 }], winner: 'wasm' });

  dispose = () => this.mattes.clear();

  #estimate({ fine, steady }: Tier, { onProgress }: EstimateRequest): Promise<MatteReport> {
    const matteId = ++this.#lastId;
    this.mattes.add(matteId);
    const networks = steady ? [steady.id, fine.id] : [fine.id];
    const passes = steady ? 4 : 1;
    for (let pass = 1; pass <= passes; pass++) onProgress?.(pass / passes);
    const { hasSubject, uncertainty } = this;
    return Promise.resolve({
      ...{ matteId, coverage: 0.5, hasSubject, uncertainty, repairedPixels: 7, islands: [] },
      run: { provider: 'wasm', threads: 1, wasmBytes: 0, networks, passes, ...TIMES },
    });
  }

  async #refine({ source, onProgress }: RefinementRequest) {
    for (const [index, tile] of this.tiles.entries()) {
      await source.read(tile, tile);
      onProgress?.((index + 1) / this.tiles.length);
    }
    return { refineMs: 4, tiles: this.tiles.length };
  }
}

const TIMES = { preprocessMs: 1, inferenceMs: 2, postprocessMs: 3 };

function rows({ extent, top, height }: RenderRequest): MaskStrip {
  const pixels = new Uint8Array(extent.width * height);
  for (let row = 0; row < height; row++)
    pixels.fill((top + row) % 251, row * extent.width, (row + 1) * extent.width);
  return { top, height, pixels };
}

function colourRows({ source, top, height }: ColourRequest): ColourStrip {
  const extent = { width: source.extent.width * 4, height: source.extent.height };
  const bounds = { left: 0, top: 0, ...extent };
  return rows({ extent, bounds, top, height });
}

const MODEL: ModelDescriptor = {
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
  golden: '',
};

export const TIER: Tier = { quality: 'fast', fine: MODEL };

/** Two networks: the finer one reads more pixels. */
export const BEST: Tier = {
  quality: 'best',
  fine: { ...MODEL, id: 'fine', quality: 'standard', input: { ...MODEL.input, width: 16 } },
  steady: MODEL,
};
