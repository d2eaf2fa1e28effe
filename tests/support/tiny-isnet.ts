import type { ModelDescriptor } from '../../src/models';
import { tinyDescriptor, tinyModel, type TinyTensor } from './tiny-model';

const SIDE = 64;

/**
 * A network of ISNet's operators and kinds of weights, small enough for an emulated GPU: 8-bit weights that are unpacked
 * before their convolution, half the extent and back, and both ways joined. It sees what is more red than blue.
 */
export function tinyIsnet(golden = ''): { model: ModelDescriptor; weights: Uint8Array } {
  const extent = { width: SIDE, height: SIDE };
  const weights = tinyModel({
    dims: [1, 3, SIDE, SIDE],
    tensors: TENSORS,
    nodes: [
      { op: 'DequantizeLinear', from: ['w8', 'ws', 'wz'], to: 'w', attributes: { axis: 0 } },
      { op: 'Conv', from: ['x', 'w', 'b'], to: 'c', attributes: { pads: [1, 1, 1, 1] } },
      { op: 'Relu', from: 'c', to: 'near' },
      {
        ...{ op: 'MaxPool', from: 'near', to: 'half' },
        attributes: { kernel_shape: [2, 2], strides: [2, 2], ceil_mode: 1 },
      },
      {
        ...{ op: 'Resize', from: ['half', '', 'twice'], to: 'far' },
        attributes: { mode: 'linear', coordinate_transformation_mode: 'half_pixel' },
      },
      { op: 'Concat', from: ['near', 'far'], to: 'both', attributes: { axis: 1 } },
      { op: 'Conv', from: ['both', 'v', 'a'], to: 'logits' },
      { op: 'Sigmoid', from: 'logits', to: 'y' },
    ],
    output: { dims: [1, 1, SIDE, SIDE] },
  });
  return { weights, model: { ...tinyDescriptor(weights, 'tiny-isnet', extent), golden } };
}

/** Two features of a 3×3 neighbourhood: red before blue, and blue before red. */
const FEATURES = 2;
const RED_BEFORE_BLUE = [1, 0, -1].flatMap((weight) => Array<number>(9).fill(weight * 14));

const TENSORS: readonly TinyTensor[] = [
  {
    ...{ name: 'w8', dims: [FEATURES, 3, 3, 3] },
    values: Int8Array.from([...RED_BEFORE_BLUE, ...RED_BEFORE_BLUE.map((value) => -value)]),
  },
  { name: 'ws', dims: [FEATURES], values: Float32Array.of(1 / 126, 1 / 126) },
  { name: 'wz', dims: [FEATURES], values: Int8Array.of(0, 0) },
  { name: 'b', dims: [FEATURES], values: Float32Array.of(0.1, 0.2) },
  { name: 'twice', dims: [4], values: Float32Array.of(1, 1, 2, 2) },
  { name: 'v', dims: [1, 2 * FEATURES, 1, 1], values: Float32Array.of(9, -9, 6, -6) },
  { name: 'a', dims: [1], values: Float32Array.of(-1) },
];
