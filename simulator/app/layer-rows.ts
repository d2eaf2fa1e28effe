import type { DocumentView, LayerView, MaskView, PixelsView } from '../api';
import type { Picture } from './desk';
import type { IconName } from './ui/icons';
import type { LayerRow } from './ui/layers-panel';
import type { Raster } from './ui/raster-canvas';

const THUMBNAIL_SIDE = 34;

/** The rows of the Layers panel, topmost first, groups before what they hold. */
export function layerRows({ inspect }: Picture, documentId: number | undefined): LayerRow[] {
  const document = inspect.documents().find(({ id }) => id === documentId);
  if (document === undefined) return [];
  const rowsOf = (layers: readonly LayerView[], depth: number): LayerRow[] =>
    layers.flatMap((layer) => {
      const pixels = inspect.layerPixels(document.id, layer.id);
      const mask = inspect.layerMask(document.id, layer.id);
      const row: LayerRow = {
        id: layer.id,
        name: layer.name,
        depth,
        isBackground: layer.isBackground,
        isVisible: layer.visible,
        isLocked: layer.locked,
        isSelected: layer.selected,
        icon: layer.kind === 'pixel' ? undefined : (ICONS[layer.kind] ?? 'other'),
        thumbnail: layer.kind === 'pixel' ? thumbnail(document, pixelOf(pixels)) : undefined,
        mask: mask && thumbnail(document, maskPixelOf(mask)),
      };
      return [row, ...rowsOf(layer.layers, depth + 1)];
    });
  return rowsOf(document.layers, 0);
}

const ICONS: Readonly<Record<string, IconName>> = {
  group: 'group',
  text: 'text',
  smartObject: 'smartObject',
};

/** Straight RGBA at a place of the document. */
type PixelAt = (column: number, row: number) => readonly number[];

const TRANSPARENT = [0, 0, 0, 0] as const;

/** The whole document, sampled, as Photoshop shows a layer and its mask. */
function thumbnail(document: DocumentView, pixelAt: PixelAt): Raster {
  const scale = THUMBNAIL_SIDE / Math.max(document.width, document.height);
  const width = Math.max(1, Math.round(document.width * scale));
  const height = Math.max(1, Math.round(document.height * scale));
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let index = 0; index < width * height; index += 1) {
    const column = Math.floor((((index % width) + 0.5) * document.width) / width);
    const row = Math.floor(((Math.floor(index / width) + 0.5) * document.height) / height);
    pixels.set(pixelAt(column, row), index * 4);
  }
  return { width, height, pixels };
}

function pixelOf(view: PixelsView | undefined): PixelAt {
  return (column, row) => {
    const at = view && offsetIn(view, column, row);
    if (view === undefined || at === undefined) return TRANSPARENT;
    return [...view.pixels.subarray(at * 4, at * 4 + 4)];
  };
}

function maskPixelOf(mask: MaskView): PixelAt {
  return (column, row) => {
    const at = offsetIn(mask, column, row);
    const value = (at === undefined ? undefined : mask.pixels[at]) ?? mask.outside;
    return [value, value, value, 255];
  };
}

/** Index of a pixel, or undefined outside the view's bounds. */
function offsetIn({ bounds, width, height }: PixelsView, column: number, row: number) {
  const [x, y] = [column - bounds.left, row - bounds.top];
  const isInside = x >= 0 && y >= 0 && x < width && y < height;
  return isInside ? y * width + x : undefined;
}
