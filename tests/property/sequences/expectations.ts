import type { Output } from '../../../src/bridge';
import { intersectBounds, type MaskCombination } from '../../../src/raster';
import type { ErrorCode } from '../../../src/support';
import type { PixelsView } from '../../../simulator';
import type { Content, LayerContent } from './content';
import { CANVAS } from './documents';
import { contentNow, type ModelDocument } from './model';
import { freshMask } from './fresh-mask';
import { type Sitting, type Weather } from './sitting';

/** What a removal is asked for. */
export interface Wish {
  readonly output: Output;
  readonly settings: {
    readonly existingMask: MaskCombination;
    readonly useSelection: boolean;
    readonly backgroundLayer: 'convert' | 'refuse';
  };
}

/** What has to become of a removal that nothing comes between. */
export interface Expectation {
  /** Codes of which it is refused with one; none where it has to be done. */
  readonly refusals: readonly ErrorCode[];
  /** Codes with which this Photoshop may refuse it. */
  readonly excuses: readonly ErrorCode[];
  readonly target: LayerContent | undefined;
  /** A byte a pixel of the canvas, as the engine gives it for the layer's pixels alone. */
  readonly fresh: Uint8Array | undefined;
}

export async function expectationOf(
  { engine, weather }: Sitting,
  document: ModelDocument | undefined,
  wish: Wish,
): Promise<Expectation> {
  const nothing = { excuses: [], target: undefined, fresh: undefined };
  if (!document) return { ...nothing, refusals: ['no-document'] };
  const content = contentNow(document);
  const target = content.layers.find(({ id }) => id === document.selected[0]);
  if (!target) return { ...nothing, refusals: ['no-layer'] };
  const refusals = refusalsOf(content, target, wish, document.selected.length);
  if (refusals.length > 0 || !target.pixels) return { ...nothing, target, refusals };
  const fresh = await freshMask(engine, target.pixels);
  return {
    target,
    refusals: fresh ? [] : ['no-subject'],
    excuses: excusesOf(weather, target, wish),
    fresh,
  };
}

const FLAT = ['bitmapMode'];
const FOR_CUT_OUTS = ['RGBColorMode', 'grayscaleMode'];

function refusalsOf(
  { mode, layers }: Content,
  { traits, pixels, path }: LayerContent,
  { output, settings }: Wish,
  selectedCount: number,
): readonly ErrorCode[] {
  const around = layers.filter(({ id }) => path.includes(id));
  const isLocked =
    !traits.isBackground && [...around, { traits }].some((at) => at.traits.locks.all);
  const isOff = pixels && !intersectBounds(pixels.bounds, { left: 0, top: 0, ...CANVAS });
  const found: readonly (readonly [ErrorCode, boolean])[] = [
    ['several-layers', selectedCount > 1],
    ['flat-color-mode', FLAT.includes(mode)],
    ['group-layer', traits.kind === 'group'],
    ['adjustment-layer', traits.kind === 'curves'],
    ['locked-layer', isLocked],
    ['empty-layer', !pixels],
    ['off-canvas-layer', isOff === true],
    ['background-layer', traits.isBackground && settings.backgroundLayer === 'refuse'],
    ['unsupported-color-mode', output === 'cutout' && !FOR_CUT_OUTS.includes(mode)],
  ];
  return found.filter(([, isSo]) => isSo).map(([code]) => code);
}

function excusesOf(weather: Weather, { mask }: LayerContent, { output }: Wish): ErrorCode[] {
  return weather.trimsMasks === true && mask && output === 'mask' ? ['mask-unreadable'] : [];
}

/** What a layer mask has to be worth, pixel for pixel, by the words of docs/targets.md. */
export function expectedMask(
  fresh: Uint8Array,
  { mask, selection }: Pick<LayerContent, 'mask'> & Pick<Content, 'selection'>,
  { existingMask, useSelection }: Wish['settings'],
): Uint8Array {
  const old = mask?.traits.enabled === true ? overCanvas(mask, mask.outside) : undefined;
  const chosen = useSelection && selection ? overCanvas(selection, 0) : undefined;
  return fresh.map((value, at) => {
    const revealed = old ? COMBINED[existingMask](value, old[at] ?? 0) : value;
    if (!chosen) return revealed;
    const share = (chosen[at] ?? 0) / 255;
    return Math.round(revealed * share + (old?.[at] ?? 255) * (1 - share));
  });
}

const COMBINED: Readonly<Record<MaskCombination, (fresh: number, old: number) => number>> = {
  replace: (fresh) => fresh,
  intersect: (fresh, old) => (fresh < old ? fresh : old),
  add: (fresh, old) => (fresh > old ? fresh : old),
  subtract: (fresh, old) => (255 - fresh < old ? 255 - fresh : old),
};

/** A view all over the canvas, `outside` where it has no pixels. */
export function overCanvas({ bounds, pixels, width }: PixelsView, outside: number): Uint8Array {
  return Uint8Array.from({ length: CANVAS.width * CANVAS.height }, (_, at) => {
    const x = (at % CANVAS.width) - bounds.left;
    const y = Math.floor(at / CANVAS.width) - bounds.top;
    const isIn = x >= 0 && y >= 0 && x < bounds.width && y < bounds.height;
    return isIn ? (pixels[y * width + x] ?? 0) : outside;
  });
}
