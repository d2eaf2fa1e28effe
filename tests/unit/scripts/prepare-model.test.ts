import { cutToOutput } from '../../../scripts/models/cut-to-output';
import { prepareModel } from '../../../scripts/models/prepare-model';
import { declared, initializer, networkOf, node, nodesIn } from '../../support/network-fields';

const FLOAT = 1;
const HALF = 10;

const WISH = { input: {}, output: { name: 'alpha' } };

describe('prepareModel', () => {
  it('only cuts a network whose weights are float32', () => {
    const network = networkOf(
      node('Conv', ['image', 'w'], 'alpha'),
      node('Relu', ['alpha'], 'side'),
      initializer('w', [1, 1, 1, 1], FLOAT, new Uint8Array(4)),
    );

    expect(prepareModel(network, WISH)).toEqual(cutToOutput(network, 'alpha'));
  });

  it('turns half-precision weights into 8-bit ones', () => {
    const network = networkOf(
      node('Cast', ['image'], 'image16'),
      node('Conv', ['image16', 'w'], 'alpha16'),
      node('Cast', ['alpha16'], 'alpha'),
      initializer('w', [1, 1, 1, 1], HALF, Uint8Array.of(0x00, 0x3c)),
      declared(11, 'image', FLOAT),
      declared(12, 'alpha', FLOAT),
      ...['image16', 'alpha16'].map((name) => declared(13, name, HALF)),
    );

    expect(nodesIn(prepareModel(network, WISH))).toEqual([
      'DequantizeLinear w.steps,w.scales > w',
      'Conv image,w > alpha',
    ]);
  });
});
