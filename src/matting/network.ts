import type { Extent } from '../raster';

/** What a network wants to see: its extent, and (value / 255 − mean) / std for red, green and blue. */
export interface InputSpec extends Extent {
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
}

/** What a network's output means: `none`, already a probability; `sigmoid`, logits. */
export interface OutputSpec {
  readonly activation: 'none' | 'sigmoid';
}

/** A network's output tensor; `values.length` is the product of `dims`. */
export interface NetworkOutput {
  readonly dims: readonly number[];
  readonly values: Float32Array;
}

/** A network that is ready to run, and how it is fed and read. */
export interface Network {
  readonly input: InputSpec;
  readonly output: OutputSpec;
  /** Takes the tensor of toInputTensor; the caller owns what comes back. */
  run(tensor: Float32Array): Promise<NetworkOutput>;
}
