import { toInputTensor } from '../../../src/matting/to-input-tensor';
import { createRgbImage } from '../../../src/raster';

const PLAIN = { mean: [0, 0, 0], std: [1, 1, 1] } as const;
/** The constants of ImageNet, which U²-Net was trained with. */
const IMAGENET = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] } as const;

describe('toInputTensor', () => {
  it('lays out planes of red, green and blue, rows from top to bottom', () => {
    const pixels = Uint8Array.of(255, 0, 51, 0, 255, 51, 0, 0, 51, 255, 255, 51);
    const image = createRgbImage({ width: 2, height: 2 }, 3, pixels);

    const tensor = toInputTensor(image, { ...PLAIN, width: 2, height: 2 });

    expect([...tensor]).toEqual([
      ...[1, 0, 0, 1],
      ...[0, 1, 0, 1],
      ...[0.2, 0.2, 0.2, 0.2].map(Math.fround),
    ]);
  });

  it('normalises as (value / 255 − mean) / std, channel by channel', () => {
    const image = createRgbImage({ width: 1, height: 1 }, 3, Uint8Array.of(0, 128, 255));

    const tensor = toInputTensor(image, { ...IMAGENET, width: 1, height: 1 });

    // -0.485/0.229, (128/255 − 0.456)/0.224, (1 − 0.406)/0.225, worked out by hand.
    expect(tensor[0]).toBeCloseTo(-2.1179039, 6);
    expect(tensor[1]).toBeCloseTo(0.2051821, 6);
    expect(tensor[2]).toBeCloseTo(2.64, 6);
  });

  it('shifts by a half without scaling for ISNet', () => {
    const image = createRgbImage({ width: 1, height: 1 }, 3, Uint8Array.of(0, 51, 255));

    const tensor = toInputTensor(image, {
      mean: [0.5, 0.5, 0.5],
      std: [1, 1, 1],
      width: 1,
      height: 1,
    });

    expect([...tensor]).toEqual([-0.5, -0.3, 0.5].map(Math.fround));
  });

  it('stretches both sides on their own and keeps fractions of a level', () => {
    const image = createRgbImage({ width: 2, height: 1 }, 3, Uint8Array.of(0, 0, 0, 1, 2, 255));

    const tensor = toInputTensor(image, { ...PLAIN, width: 4, height: 2 });

    const row = (last: number) =>
      [0, 0.25, 0.75, 1].map((part) => Math.fround((part * last) / 255));
    expect([...tensor]).toEqual([1, 2, 255].flatMap((last) => [...row(last), ...row(last)]));
  });

  it('lays transparent pixels on white before it stretches, so that hidden colours do not bleed', () => {
    const pixels = Uint8Array.of(0, 0, 0, 0, 255, 255, 255, 255);
    const image = createRgbImage({ width: 2, height: 1 }, 4, pixels);

    const tensor = toInputTensor(image, { ...PLAIN, width: 3, height: 1 });

    expect([...tensor]).toEqual(Array<number>(9).fill(1));
  });
});
