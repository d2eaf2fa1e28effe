import { boundsOfExtent, createBounds, uniteBounds } from '../../documents/bounds';
import { toLayerPixels } from '../../documents/build-document';
import {
  type DocumentState,
  type LayerMask,
  type LayerState,
  channelsOf,
  findParent,
  withLayer,
} from '../../documents/document-state';
import {
  type PixelPlane,
  convertChannels,
  convertDepth,
  convertMaskDepth,
  pastePlane,
  trimPlane,
} from '../../documents/pixel-plane';
import { fromSrgbProfile } from '../../documents/rgb-profiles';
import { WHITE, createSamples, depthOf } from '../../documents/samples';
import { checkOptions, isRecord } from '../check-options';
import { type Found, type Host, findDocumentLayer } from '../host';
import { createPhotoshopError } from '../host-error';
import type { ImageDataLedger } from './image-data';

const OPTIONS = ['documentID', 'layerID', 'imageData', 'replace', 'targetBounds', 'commandName'];
const FILL_KINDS = ['solidColor', 'gradientFill', 'pattern'];
const ZERO_BLOCK = 64;

/** `imaging.putPixels`. */
export function putPixels(host: Host, ledger: ImageDataLedger, given: unknown): void {
  const options = checkOptions('putPixels', given, OPTIONS, host.onViolation);
  host.modal.requireScope('putPixels');
  const found = findDocumentLayer(host, options, 'invalid target sheet');
  const { state, layer } = found;
  if (layer.kind !== 'pixel') throw createPhotoshopError('The layer is not a pixel layer.');
  checkLocks(layer, [layer.locks.transparency && !layer.isBackground]);
  const { plane, colorProfile } = ledger.contentOf(options['imageData']);
  const placed = placeAt(plane, options['targetBounds']);
  const written = colorProfile === state.profile ? placed : fromSrgbProfile(placed, state.profile);
  const isReplaced = options['replace'] !== false;
  const pixels = layer.isBackground
    ? overBackground(written, found)
    : overLayer(written, isReplaced ? undefined : layer.pixels, state);
  change(host, found, { ...layer, pixels }, options['commandName'] ?? 'Put Pixels');
}

/** `imaging.putLayerMask`. What a new mask is worth outside the written pixels is left to chance. */
export function putLayerMask(host: Host, ledger: ImageDataLedger, given: unknown): void {
  const options = checkOptions('putLayerMask', given, [...OPTIONS, 'kind'], host.onViolation);
  host.modal.requireScope('putLayerMask');
  const found = findDocumentLayer(host, options, 'The layer does not exist');
  const { state, layer } = found;
  if ((options['kind'] ?? 'user') !== 'user') throw new Error('Only user masks can be written');
  checkCanBeMasked(found, host);
  const { plane, colorSpace } = ledger.contentOf(options['imageData']);
  if (plane.channels !== 1 || colorSpace !== 'Grayscale')
    throw new Error('A layer mask expects one Grayscale component');
  const written = convertMaskDepth(placeAt(plane, options['targetBounds']), state.depth);
  const white = WHITE[state.depth];
  const mask =
    options['replace'] === false && layer.mask !== undefined
      ? { ...layer.mask, plane: overMask(written, layer.mask) }
      : { plane: written, outside: host.random() < 0.5 ? 0 : white };
  const stored = host.faults.zeroBlocksTurnWhite
    ? { ...mask, plane: whitenZeroBlocks(mask.plane, white) }
    : mask;
  const dropped = host.faults.maskDropsSelection ? { ...state, selection: undefined } : state;
  change(
    host,
    { ...found, state: dropped },
    { ...layer, mask: stored },
    options['commandName'] ?? 'Put Layer Mask',
  );
}

/** Whether a lock of the pixels alone stops a mask is not documented: here it does unless switched off. */
function checkCanBeMasked({ layer, state }: Found, { faults }: Host): void {
  if (layer.isBackground) throw createPhotoshopError('A Background cannot have a layer mask.');
  if (FILL_KINDS.includes(layer.kind)) throw createPhotoshopError();
  const { locks } = layer;
  checkLocks(
    faults.pixelLockLeavesMasks ? { ...layer, locks: { ...locks, pixels: false } } : layer,
    [isInLockedGroup(state, layer.id)],
  );
}

function isInLockedGroup(state: DocumentState, layerId: number): boolean {
  const parent = findParent(state, layerId);
  return parent !== undefined && (parent.locks.all || isInLockedGroup(state, parent.id));
}

function checkLocks({ locks, name }: LayerState, further: readonly boolean[]): void {
  if ([locks.all, locks.pixels, ...further].includes(true))
    throw createPhotoshopError(`The layer “${name}” is protected.`);
}

function change({ workspace }: Host, found: Found, layer: LayerState, name: unknown): void {
  workspace.change(found.document.id, {
    historyName: String(name),
    state: withLayer(found.state, layer.id, () => layer),
  });
}

/** Only the corner of `targetBounds` counts; a rectangle without one has crashed Photoshop. */
export function placeAt(plane: PixelPlane, targetBounds: unknown): PixelPlane {
  if (targetBounds === undefined) return plane;
  if (!isRecord(targetBounds)) throw new TypeError('Expected targetBounds');
  const { left, top } = targetBounds;
  if (!Number.isInteger(left) || !Number.isInteger(top))
    throw new TypeError('targetBounds expects left and top of whole pixels');
  const { width, height } = plane.bounds;
  const [x, y] = [Number(left), Number(top)];
  return { ...plane, bounds: createBounds(x, y, x + width, y + height) };
}

function overBackground(written: PixelPlane, { state, layer }: Found): PixelPlane {
  const fitted = convertDepth(convertChannels(written, channelsOf(state, true)), state.depth);
  return pastePlane(layer.pixels ?? fitted, fitted, boundsOfExtent(state));
}

function overLayer(
  written: PixelPlane,
  below: PixelPlane | undefined,
  state: DocumentState,
): PixelPlane | undefined {
  const own = toLayerPixels(written, state);
  if (below === undefined || own === undefined) return own ?? below;
  return trimPlane(pastePlane(below, own, uniteBounds(below.bounds, own.bounds)));
}

function overMask(written: PixelPlane, { plane, outside }: LayerMask): PixelPlane {
  const bounds = uniteBounds(plane.bounds, written.bounds);
  const samples = createSamples(depthOf(plane.samples), bounds.width * bounds.height);
  const ground = { ...written, bounds, samples: samples.fill(outside) };
  return pastePlane(pastePlane(ground, plane, bounds), written, bounds);
}

/** The bug of some versions: blocks of nothing but zeros come back white. */
function whitenZeroBlocks(plane: PixelPlane, white: number): PixelPlane {
  const { width, height } = plane.bounds;
  const samples = plane.samples.slice();
  for (let top = 0; top < height; top += ZERO_BLOCK)
    for (let left = 0; left < width; left += ZERO_BLOCK) {
      const rows = Array.from({ length: Math.min(ZERO_BLOCK, height - top) }, (_, row) => {
        const start = (top + row) * width + left;
        return samples.subarray(start, start + Math.min(ZERO_BLOCK, width - left));
      });
      if (rows.every((row) => row.every((sample) => sample === 0)))
        rows.forEach((row) => row.fill(white));
    }
  return { ...plane, samples };
}
