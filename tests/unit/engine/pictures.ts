import type { PictureSource } from '../../../src/engine';
import {
  createRgbImage,
  cropImage,
  type Bounds,
  type Extent,
  type RgbImage,
} from '../../../src/raster';
import { tinyDescriptor, tinyModel, type TinyNode } from '../../support/tiny-model';

/** A picture in memory, read as the page reads a layer; it only hands out full resolution. */
export function sourceOf(image: RgbImage, onRead: (part: Bounds) => unknown = () => undefined) {
  const read: PictureSource['read'] = async (part) => {
    await onRead(part);
    return cropImage(image, part);
  };
  return { extent: { width: image.width, height: image.height }, read };
}

/** Every n-th pixel in both directions. */
export function thinned(image: RgbImage, step: number): RgbImage {
  const extent = { width: image.width / step, height: image.height / step };
  return paint(extent, (x, y) => {
    const from = (y * step * image.width + x * step) * 3;
    return [...image.pixels.subarray(from, from + 3)];
  });
}

export function paint(
  { width, height }: Extent,
  colourAt: (x: number, y: number) => readonly number[],
): RgbImage {
  const pixels = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) pixels.set(colourAt(x, y), (y * width + x) * 3);
  return createRgbImage({ width, height }, 3, pixels);
}

/** The mean of red, green and blue as a matte. */
export const GREY: TinyNode = {
  op: 'ReduceMean',
  from: 'x',
  to: 'y',
  attributes: { axes: [1], keepdims: 1 },
};

/** A network of that extent that finds bright things: by the mean of their channels, or by the brightest one. */
export function greyNetwork({ width, height }: Extent, id: string, op = GREY.op) {
  const weights = tinyModel({
    dims: [1, 3, height, width],
    nodes: [{ ...GREY, op }],
    output: { dims: [1, 1, height, width] },
  });
  const descriptor = tinyDescriptor(weights, id);
  return { weights, model: { ...descriptor, input: { ...descriptor.input, width, height } } };
}
