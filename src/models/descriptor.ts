/** How an image becomes the network's input tensor (float32, NCHW, RGB): (value / 255 − mean) / std per channel. */
export interface InputSpec {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** The network also runs at other extents, whose sides are multiples of this; only at its own where there is none. */
  readonly multipleOf?: number | undefined;
  /** `stretch`: both sides are scaled on their own, so that the whole image fills the extent. */
  readonly resize: 'stretch';
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
}

/** How the network's output tensor (float32, 1×1×H×W) becomes an alpha matte. */
export interface OutputSpec {
  readonly name: string;
  /** `none`: already a probability; `sigmoid`: logits. */
  readonly activation: 'none' | 'sigmoid';
}

/** Where the weights come from, before they are prepared, and how they are known to be the right ones. */
export interface ModelSource {
  readonly package: string;
  readonly version: string;
  readonly url: string;
  /** Path below the package's folder. `list.json#key` names the chunks, in order, that make up the published file. */
  readonly file: string;
  readonly byteLength: number;
  /** Hex SHA-256 of the published file. */
  readonly sha256: string;
}

/** How good and how slow a removal is; each is a tier of networks (see tiersOf). */
export type Quality = 'fast' | 'standard' | 'best';

/** The tier that a network serves alone. */
export type NetworkQuality = Exclude<Quality, 'best'>;

/** One network of models/registry.json: everything that is needed to load, feed and read it, and to name its licence. */
export interface ModelDescriptor {
  readonly id: string;
  readonly name: string;
  readonly quality: NetworkQuality;
  readonly task: 'salient-object-segmentation';
  /** Path of the prepared weights below the plugin's folder, for example `models/u2netp.onnx`. */
  readonly path: string;
  readonly byteLength: number;
  /** Hex SHA-256 of the prepared file. */
  readonly sha256: string;
  readonly licence: string;
  /** Whether the licence lets the weights be bundled and sold without further conditions. */
  readonly isPermissive: boolean;
  readonly source: ModelSource;
  readonly input: InputSpec;
  readonly output: OutputSpec;
  /**
   * What the network sees in the golden input, on the CPU: GOLDEN_SIDE² local means of its matte, one byte each, base64;
   * then the same at three quarters of its extent, where it runs there.
   * A provider that sees something else is not used (scripts/models/print-golden.ts makes it).
   */
  readonly golden: string;
}

/** Means on each side of a golden matte. */
export const GOLDEN_SIDE = 32;

export interface ModelRegistry {
  readonly models: readonly ModelDescriptor[];
}
