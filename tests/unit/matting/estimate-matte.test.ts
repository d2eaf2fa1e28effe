import { estimateMatte, type Network } from '../../../src/matting';
import { createRgbImage } from '../../../src/raster';

describe('estimateMatte', () => {
  it('feeds the prepared image to the network and reads its output at the network’s extent', async () => {
    const image = createRgbImage({ width: 1, height: 1 }, 3, Uint8Array.of(255, 0, 0));
    const network = networkOf((tensor) => ({ dims: [1, 1, 1, 2], values: tensor.slice(0, 2) }));

    const matte = await estimateMatte(image, network);

    expect(matte).toEqual({ width: 2, height: 1, alpha: Float32Array.of(1, 1) });
  });

  it('lets the network’s own failure through', async () => {
    const image = createRgbImage({ width: 1, height: 1 }, 3, new Uint8Array(3));
    const failure = new Error('out of memory');

    const estimated = estimateMatte(
      image,
      networkOf(() => {
        throw failure;
      }),
    );

    await expect(estimated).rejects.toBe(failure);
  });
});

function networkOf(
  answer: (tensor: Float32Array) => { dims: number[]; values: Float32Array },
): Network {
  return {
    input: { width: 2, height: 1, mean: [0, 0, 0], std: [1, 1, 1] },
    output: { activation: 'none' },
    run: async (tensor) => Promise.resolve(answer(tensor)),
  };
}
