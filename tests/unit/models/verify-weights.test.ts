import { createHash } from 'node:crypto';
import { verifyWeights } from '../../../src/models';

const WEIGHTS = Uint8Array.from([1, 2, 3]);
const DIGEST = '039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81';
const pinned = { path: 'models/tiny.onnx', byteLength: 3, sha256: DIGEST };

const sha256 = (bytes: Uint8Array): Promise<Uint8Array> =>
  Promise.resolve(createHash('sha256').update(bytes).digest());

describe('verifyWeights', () => {
  it('accepts the bytes that the registry names', async () => {
    await expect(verifyWeights(pinned, WEIGHTS, sha256)).resolves.toBeUndefined();
  });

  it('tells a file that is cut short from one that is altered, without hashing it', async () => {
    const hashing = jest.fn(sha256);

    await expect(verifyWeights(pinned, WEIGHTS.subarray(0, 2), hashing)).rejects.toMatchObject({
      code: 'model-truncated',
      context: { file: 'models/tiny.onnx', expected: 3, received: 2 },
    });
    expect(hashing).not.toHaveBeenCalled();
  });

  it('refuses other bytes of the same length and says both digests', async () => {
    const altered = Uint8Array.from([1, 2, 4]);

    await expect(verifyWeights(pinned, altered, sha256)).rejects.toMatchObject({
      code: 'model-altered',
      context: {
        file: 'models/tiny.onnx',
        expected: DIGEST,
        received: createHash('sha256').update(altered).digest('hex'),
      },
    });
  });
});
