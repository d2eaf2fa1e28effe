import { disposing, withGreyImage } from '../image-data';
import type { PixelOptions, Pixels } from '../vendor';
import { pause } from './probe';
import type { Scratch } from './scratch-document';

/** Photoshop was seen to refuse the first call after a write; probes are about other things. */
const SETTLE_MS = 120;

type Rectangle = Readonly<Record<'left' | 'top' | 'width' | 'height', number>>;

/** Puts 8-bit pixels, 4 components in RGB and 2 in greyscale, into the layer; needs a modal scope. */
export async function putPixels(
  { photoshop: { imaging }, documentId, layerId, mode }: Scratch,
  place: Rectangle,
  pixels: Uint8Array,
): Promise<void> {
  const isGrey = mode === 'grayscaleMode';
  const imageData = await imaging.createImageDataFromBuffer(pixels, {
    width: place.width,
    height: place.height,
    components: isGrey ? 2 : 4,
    chunky: true,
    colorSpace: isGrey ? 'Grayscale' : 'RGB',
    colorProfile: isGrey ? 'Gray Gamma 2.2' : 'sRGB IEC61966-2.1',
  });
  await disposing(imageData, () =>
    imaging.putPixels({
      ...{ documentID: documentId, layerID: layerId, imageData },
      targetBounds: { left: place.left, top: place.top },
    } as Parameters<typeof imaging.putPixels>[0]),
  );
  await pause(SETTLE_MS);
}

/** Opaque pixels of one grey. */
export async function paint(scratch: Scratch, place: Rectangle, grey = 128): Promise<void> {
  const components = scratch.mode === 'grayscaleMode' ? 2 : 4;
  const pixels = new Uint8Array(place.width * place.height * components);
  pixels.forEach((_value, at) => {
    pixels[at] = at % components === components - 1 ? 255 : grey;
  });
  await putPixels(scratch, place, pixels);
}

export interface MaskPut {
  readonly place: Rectangle;
  /** One byte a pixel of `place`; 255 reveals. */
  readonly values: Uint8Array;
  readonly replace: boolean;
}

/** As the product writes masks, but for the rectangle; needs a modal scope. */
export async function putMask(
  { photoshop, documentId, layerId }: Scratch,
  { place, values, replace }: MaskPut,
): Promise<void> {
  await withGreyImage(photoshop, { ...place, pixels: values }, (imageData) =>
    photoshop.imaging.putLayerMask({
      ...{ documentID: documentId, layerID: layerId, imageData, replace },
      targetBounds: place,
    }),
  );
  await pause(SETTLE_MS);
}

/** The layer's mask as Photoshop gives it, `values` as 0 to 255 whatever its depth; needs a modal scope. */
export async function readMask({
  photoshop: { imaging },
  documentId,
  layerId,
  ...extent
}: Scratch): Promise<{ values: readonly number[]; width: number; depth: number; place: string }> {
  const { imageData, sourceBounds } = await imaging.getLayerMask({
    documentID: documentId,
    layerID: layerId,
    sourceBounds: { left: 0, top: 0, right: extent.width, bottom: extent.height },
  });
  return disposing(imageData, async ({ width, componentSize }) => {
    const samples = await imageData.getData({ chunky: true });
    const white = WHITE[componentSize] ?? 255;
    return {
      values: Array.from(samples, (sample) => (sample * 255) / white),
      width,
      depth: componentSize,
      place: edgesOf(sourceBounds),
    };
  });
}

/** The largest sample of each depth, as Photoshop keeps it. */
const WHITE: Readonly<Record<number, number>> = { 8: 255, 16: 32768, 32: 1 };

/** Reads the layer and looks at the reply; the image data is disposed of. */
export async function readPixels<T>(
  { photoshop: { imaging }, documentId, layerId }: Scratch,
  options: PixelOptions,
  look: (read: Pixels) => Promise<T> | T,
): Promise<T> {
  const read = await imaging.getPixels({ documentID: documentId, layerID: layerId, ...options });
  return disposing(read.imageData, () => look(read));
}

/** What a reply of `getPixels` is, without a pixel of it. */
export function replyWords({ imageData, sourceBounds, level }: Pixels): string {
  const { width, height, components, componentSize, colorProfile } = imageData;
  return (
    `${width} × ${height}, ${components} components of ${componentSize} bits, profile ${colorProfile}, ` +
    `sourceBounds ${edgesOf(sourceBounds)} of level ${level}`
  );
}

export function edgesOf(edges: {
  left: number;
  top: number;
  right: number;
  bottom: number;
}): string {
  return [edges.left, edges.top, edges.right, edges.bottom].join(' ');
}
