import { quantiseWeights } from '../../../scripts/models/quantise-weights';
import { readTensor, toFloats } from '../../../scripts/models/tensors';
import { graphIn, initializer, networkOf, node, nodesIn } from '../../support/network-fields';

const FLOAT = 1;
const INT8 = 3;
const floats = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);

const CONV = node('Conv', ['image', 'w', 'bias'], 'seen');
const ADD = node('Add', ['seen', 'shift'], 'alpha');
const BIAS = initializer('bias', [2], FLOAT, floats(0.3, 0.7));
const SHIFT = initializer('shift', [1], FLOAT, floats(0.1));
const NETWORK = networkOf(
  CONV,
  ADD,
  initializer('w', [2, 1, 1, 2], FLOAT, floats(127, -64, 0.254, 0)),
  BIAS,
  SHIFT,
);

describe('quantiseWeights', () => {
  const quantised = quantiseWeights(NETWORK);
  const tensors = graphIn(quantised)
    .filter(({ number }) => number === 5)
    .map(readTensor);

  it('gives each output channel of a convolution its own scale', () => {
    const [steps, scales] = tensors;

    expect(steps).toMatchObject({ name: 'w.steps', dims: [2, 1, 1, 2], element: INT8 });
    expect([...new Int8Array(steps!.bytes)]).toEqual([127, -64, 127, 0]);
    expect(scales).toMatchObject({ name: 'w.scales', dims: [2], element: FLOAT });
    expect([...toFloats(scales!)]).toEqual([1, Math.fround(0.002)]);
  });

  it('makes floats of them before the convolution, under the name that it takes', () => {
    expect(nodesIn(quantised)).toEqual([
      'DequantizeLinear w.steps,w.scales > w',
      'Conv image,w,bias > seen',
      'Add seen,shift > alpha',
    ]);
  });

  it('keeps everything else byte for byte', () => {
    const kept = graphIn(quantised).map(({ raw }) => Buffer.from(raw));

    for (const field of [CONV, ADD, BIAS, SHIFT])
      expect(kept).toContainEqual(Buffer.from(field.raw));
  });

  it('changes nothing the second time', () => {
    expect(quantiseWeights(quantised)).toEqual(quantised);
  });

  it('leaves weights alone that the network itself computes', () => {
    const computed = networkOf(node('Relu', ['image'], 'w'), CONV);

    expect(quantiseWeights(computed)).toEqual(computed);
  });
});
