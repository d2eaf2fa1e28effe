import type {
  DocumentDescription,
  LayerDescription,
  SelectionDescription,
  SimulatedPhotoshop,
} from '../../../simulator';

/** Small, so that a removal takes milliseconds; no side is larger than the network's, so that nothing is scaled. */
export const CANVAS = { width: 60, height: 40 };
const PHOTO = { left: 6, top: 4, width: 44, height: 32 };

interface Kind extends Partial<Omit<DocumentDescription, 'name' | 'width' | 'height'>> {
  readonly layers: readonly LayerDescription[];
  readonly selection?: SelectionDescription;
  /** By name; the topmost unless given. */
  readonly selected?: readonly string[];
}

/** What a person may have open, by name: what can be masked, and some that cannot. */
export const KINDS = {
  'RGB, 8 bits': { layers: [photo(), photo({ name: 'Below' })] },
  'RGB, 16 bits': { depth: 16, layers: [photo()] },
  CMYK: { mode: 'CMYKColorMode', layers: [photo(), photo({ name: 'Below' })] },
  greyscale: { mode: 'grayscaleMode', layers: [photo()] },
  'Background alone': { layers: [background()] },
  'Background under a layer': { layers: [photo(), background()], selected: ['Background'] },
  'CMYK Background': { mode: 'CMYKColorMode', layers: [background()] },
  'in a group': {
    layers: [{ name: 'Group', children: [photo(), photo({ name: 'Below' })] }, background()],
    selected: ['Photo'],
  },
  'smart object': { layers: [photo({ kind: 'smartObject' }), photo({ name: 'Below' })] },
  'CMYK smart object': { mode: 'CMYKColorMode', layers: [photo({ kind: 'smartObject' })] },
  'with a mask': { layers: [photo({ mask: { pixels: ramp(), density: 80, feather: 2 } })] },
  'with a mask that is off': { layers: [photo({ mask: { pixels: ramp(), enabled: false } })] },
  'with a selection': { layers: [photo()], selection: softSelection() },
  'with both': { layers: [photo({ mask: { pixels: ramp() } })], selection: softSelection() },
  'locked pixels': { layers: [photo({ locks: { pixels: true } })] },
  'beyond the canvas': { layers: [photo({ bounds: { ...PHOTO, left: -20, top: 12 } })] },
  'several layers': { layers: [photo(), photo({ name: 'Below' })], selected: ['Photo', 'Below'] },
  'no layer': { layers: [photo()], selected: [] },
  group: { layers: [{ name: 'Group', children: [photo()] }] },
  adjustment: { layers: [{ name: 'Curves', kind: 'curves' }, photo()] },
  'everything locked': { layers: [photo({ locked: true })] },
  bitmap: { mode: 'bitmapMode', layers: [background()] },
} satisfies Readonly<Record<string, Kind>>;

export type KindName = keyof typeof KINDS;

/** Those whose selected layer, or whose mode, is refused in words. */
export const UNWORKABLE: readonly KindName[] = [
  ...(['several layers', 'no layer', 'group', 'adjustment', 'everything locked'] as const),
  'bitmap',
];

/** Opens it in front, with its layers selected, but without its selection. */
export function openDocument({ user, inspect }: SimulatedPhotoshop, kind: KindName): number {
  const { selected, layers: described, mode, depth }: Kind = KINDS[kind];
  const content = { layers: described, mode, depth };
  const id = user.newDocument({ name: `${kind}.psd`, ...CANVAS, ...content });
  const layers = inspect.documents().find((document) => document.id === id)?.layers ?? [];
  const all = layers.flatMap((layer) => [layer, ...layer.layers]);
  if (selected)
    user.selectLayers(
      id,
      all.filter(({ name }) => selected.includes(name)).map((layer) => layer.id),
    );
  return id;
}

/** What is selected in it, pixel by pixel. */
export function selectionOf(kind: KindName): SelectionDescription | undefined {
  const { selection }: Kind = KINDS[kind];
  return selection;
}

/** A white disc on black, with a stripe that is half transparent: the network takes the mean of the colours. */
function photo(change: Partial<LayerDescription> = {}): LayerDescription {
  return { name: 'Photo', bounds: PHOTO, pixels: disc(PHOTO), ...change };
}

function background(): LayerDescription {
  const pixels = disc(CANVAS).map((value, at) => (at % 4 === 3 ? 255 : value));
  return { name: 'Background', isBackground: true, pixels };
}

function disc({ width, height }: typeof CANVAS): Uint8Array {
  const rgba = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const grey = Math.hypot(x - width / 2, y - height / 2) < height * 0.4 ? 250 : 5;
      rgba.set([grey, grey, grey, x % 16 === 0 ? 128 : 255], (y * width + x) * 4);
    }
  return rgba;
}

/** Every value between hiding and revealing. */
function ramp(): Uint8Array {
  const { width, height } = CANVAS;
  return Uint8Array.from({ length: width * height }, (_, at) => ((at % width) * 255) / (width - 1));
}

function softSelection(): SelectionDescription {
  const bounds = { left: 10, top: 5, width: 30, height: 30 };
  const pixels = Uint8Array.from({ length: 900 }, (_, at) => Math.min(255, (at % 30) * 20));
  return { bounds, pixels };
}
