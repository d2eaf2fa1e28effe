import {
  estimateForeground,
  layForeground,
  planForegroundHalo,
  planForegroundReach,
  renderForegroundTile,
  type ForegroundModel,
} from '../matting';
import type { Bounds, Extent } from '../raster';
import type { PictureSource, RefinementRequest } from './engine';
import { renderKept, type KeptMatte } from './kept-matte';

/** The subject's own colours, from the whole picture, read in strips of whole rows. @throws whatever `read` throws */
export function estimateColours(
  matte: KeptMatte,
  { source, onProgress }: RefinementRequest,
): Promise<ForegroundModel> {
  const { extent } = source;
  return estimateForeground({
    extent,
    readTile: (bounds) => source.read(bounds, bounds),
    readMask: (bounds) => renderRows(matte, extent, bounds),
    onProgress: (fraction) => onProgress?.(fraction),
  });
}

/** Rows of a cut-out's layer (see layForeground). @throws RangeError before the colours were estimated */
export async function renderColourRows(
  matte: KeptMatte,
  source: PictureSource,
  rows: Pick<Bounds, 'top' | 'height'>,
): Promise<Uint8Array> {
  const { extent } = source;
  const { colours: model } = matte;
  if (!model) throw new RangeError('Expected colours that were estimated before they are rendered');
  const bounds = { left: 0, width: extent.width, ...rows };
  const halo = planForegroundHalo(model, bounds);
  const image = await source.read(halo, halo);
  const reach = planForegroundReach(extent, bounds);
  const mask = renderRows(matte, extent, reach);
  const inHalo = mask.subarray(
    (halo.top - reach.top) * extent.width,
    (halo.top - reach.top + halo.height) * extent.width,
  );
  const colours = renderForegroundTile(model, { bounds, image, mask: inHalo, amount: 1 });
  return layForeground(extent, { bounds, colours, image, imageBounds: halo, mask });
}

/** Whole rows of the matte as it is in the picture, times 255. */
function renderRows(matte: KeptMatte, extent: Extent, { top, height }: Bounds): Uint8Array {
  return renderKept(matte, { extent, bounds: { left: 0, top: 0, ...extent }, top, height });
}
