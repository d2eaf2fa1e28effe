import type { PixelsView } from '../../../simulator';
import type { Content, LayerContent } from './content';
import { expectedMask, overCanvas, type Expectation, type Wish } from './expectations';

/** One undo step of a removal: the document before it and after it. */
export interface Step {
  readonly before: Content;
  readonly after: Content;
  readonly targetId: number;
}

/** As the History panel names them. */
export const HISTORY_NAMES = {
  mask: 'Remove Background',
  selection: 'Select Subject',
  cutout: 'Cut Out Subject',
  channel: 'Save Subject as Channel',
} as const;

/**
 * Holds a step to what was asked for: it changes that and nothing else. Gives the ids of the layers that are to be selected
 * after it; undefined where the selected layers stay selected.
 */
export function expectStep(
  step: Step,
  wish: Wish,
  fresh: Expectation['fresh'],
): readonly number[] | undefined {
  switch (wish.output) {
    case 'mask':
      return expectMaskStep(step, wish, fresh);
    case 'selection':
      expectSame(step, ['layers', 'channels']);
      expectPixels(step.after.selection, fresh);
      return undefined;
    case 'channel':
      expectSame(step, ['layers', 'selection']);
      expectPixels(new Map(step.after.channels).get('Offcut'), fresh);
      return undefined;
    case 'cutout':
      return expectCutOutStep(step, fresh);
  }
}

function expectMaskStep(step: Step, wish: Wish, fresh: Expectation['fresh']) {
  const { before, after, targetId } = step;
  expectSame(step, ['selection', 'channels']);
  const target = before.layers.find(({ id }) => id === targetId);
  const masked = target && successorOf(target, step);
  const others = (layers: readonly LayerContent[], id: number | undefined) =>
    layers.filter((layer) => layer.id !== id).map(essence);
  expect(others(after.layers, masked?.id)).toEqual(others(before.layers, targetId));
  if (!target || !masked) throw new Error('The target is gone');
  expectSameLayer(target, masked);
  const expected = fresh && expectedMask(fresh, { ...before, mask: target.mask }, wish.settings);
  expectPixels(masked.mask, expected);
  return masked.id === targetId ? undefined : [masked.id];
}

function expectCutOutStep(step: Step, fresh: Expectation['fresh']) {
  const { before, after, targetId } = step;
  expectSame(step, ['selection', 'channels']);
  for (const layer of before.layers) {
    const kept = successorOf(layer, step);
    expectSameLayer(layer, kept);
    expect(kept.mask).toEqual(layer.mask);
  }
  const kept = new Set(before.layers.map((layer) => successorOf(layer, step).id));
  const added = after.layers.filter(({ id }) => !kept.has(id));
  const [group, cutOut, hidden] = added;
  expect(added.map(({ traits }) => [traits.kind, traits.visible])).toEqual([
    ['group', true],
    ['pixel', true],
    ['group', false],
  ]);
  if (!group || !cutOut || !hidden) throw new Error('The cut-out has no layers');
  const original = before.layers.find(({ id }) => id === targetId);
  expect(original && successorOf(original, step).path.slice(-2)).toEqual([group.id, hidden.id]);
  expectPixels(cutOut.mask, fresh);
  return [cutOut.id];
}

/** What a layer is after the step: itself, or what a Background has become. */
function successorOf(layer: LayerContent, { after }: Step): LayerContent {
  const same = after.layers.find(({ id }) => id === layer.id);
  const found = same ?? (layer.traits.isBackground ? formerBackground(after) : undefined);
  if (!found) throw new Error(`The layer ${layer.traits.name} is gone`);
  return found;
}

function formerBackground({ layers }: Content): LayerContent | undefined {
  return layers.find(({ traits: { name, kind } }) => name === 'Layer 0' && kind === 'pixel');
}

/** Its pixels, and everything about it that is not a Background's alone. */
function expectSameLayer(before: LayerContent, after: LayerContent): void {
  if (after.id === before.id) expect(after.traits).toEqual(before.traits);
  else expect(after.traits).toMatchObject({ kind: 'pixel', isBackground: false, locked: false });
  expect(isSame(before.pixels, after.pixels)).toBe(true);
}

function expectSame(
  { before, after }: Step,
  parts: readonly ('layers' | 'selection' | 'channels')[],
): void {
  if (parts.includes('layers'))
    expect(after.layers.map(essence)).toEqual(before.layers.map(essence));
  if (parts.includes('selection') && before.selection)
    expectPixels(after.selection, selectedPixels(before));
  else if (parts.includes('selection')) expect(after.selection).toBeUndefined();
  if (parts.includes('channels')) expect(after.channels).toEqual(before.channels);
}

function selectedPixels({ selection }: Content): Uint8Array | undefined {
  return selection && overCanvas(selection, 0);
}

/** Views of the same pixels are the same object, and so are compared in no time. */
function essence({ id, path, traits, pixels, mask }: LayerContent) {
  return { id, path, traits, pixels: idOf(pixels), mask: idOf(mask?.pixels) };
}

const ids = new WeakMap<object, number>();
let lastId = 0;

function idOf(view: object | undefined): number {
  if (!view) return 0;
  const id = ids.get(view) ?? ++lastId;
  ids.set(view, id);
  return id;
}

function isSame(a: PixelsView | undefined, b: PixelsView | undefined): boolean {
  if (!a || !b) return a === b;
  const isAtSamePlace = a.bounds.left === b.bounds.left && a.bounds.top === b.bounds.top;
  return isAtSamePlace && a.width === b.width && Buffer.compare(a.pixels, b.pixels) === 0;
}

/** Not held to any where `expected` is unknown, because a person has changed the picture meanwhile. */
function expectPixels(view: PixelsView | undefined, expected: Uint8Array | undefined): void {
  expect(view).toBeDefined();
  if (!view || !expected) return;
  const off = overCanvas(view, 0).findIndex((value, at) => value !== expected[at]);
  expect({ firstPixelOff: off }).toEqual({ firstPixelOff: -1 });
}
