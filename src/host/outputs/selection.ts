import { areaOf, eightBitFrom, type Extent } from '../../raster';
import { OffcutError } from '../../support';
import { disposing, withGreyImage } from '../image-data';
import type { Document, Photoshop } from '../vendor';

/** Selects as much of each pixel as `grey` says, in place of what was selected. Borrowed: 8-bit, of the whole canvas. */
export async function putSelection(
  photoshop: Photoshop,
  { id: documentID }: Document,
  extent: Extent,
  grey: Uint8Array,
): Promise<void> {
  const targetBounds = { left: 0, top: 0, ...extent };
  await withGreyImage(photoshop, { ...extent, pixels: grey }, (imageData) =>
    photoshop.imaging.putSelection({ documentID, imageData, replace: true, targetBounds }),
  );
}

/** What is selected, as `putSelection` takes it; undefined where nothing is. Allocates it. */
export async function readSelection(
  { imaging }: Photoshop,
  document: Document,
  extent: Extent,
): Promise<Uint8Array | undefined> {
  if (!document.selection.bounds) return undefined;
  const { width: right, height: bottom } = extent;
  const sourceBounds = { left: 0, top: 0, right, bottom };
  const read = await imaging.getSelection({ documentID: document.id, sourceBounds });
  const place = read.sourceBounds;
  return disposing(read.imageData, async (imageData) => {
    const { width, height } = imageData;
    const samples = eightBitFrom(await imageData.getData({ chunky: true }));
    const isInside = place.left >= 0 && place.left + width <= right && place.top >= 0;
    if (!isInside || place.top + height > bottom || samples.length !== width * height)
      throw new OffcutError('unexpected-pixels', 'The selection came in another form', {
        context: { width, height },
      });
    const grey = new Uint8Array(areaOf(extent));
    for (let row = 0; row < height; row += 1)
      grey.set(
        samples.subarray(row * width, (row + 1) * width),
        (place.top + row) * right + place.left,
      );
    return grey;
  });
}
