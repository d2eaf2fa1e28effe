import { IDENTITY_NETWORK } from '../../../src/engine/identity-network';
import { tinyModel } from '../../support/tiny-model';

describe('IDENTITY_NETWORK', () => {
  it('is an ONNX file with the one node y = x', () => {
    const written = tinyModel({
      dims: [1],
      nodes: [{ op: 'Identity', from: 'x', to: 'y' }],
      output: { dims: [1] },
    });

    expect([...IDENTITY_NETWORK]).toEqual([...written]);
  });
});
