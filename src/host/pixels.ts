import {
  type Bounds,
  type Extent,
  eightBitSrgbFrom,
  intersectBounds,
  isSameExtent,
} from '../raster';
import { OffcutError } from '../support';
import { withActiveKept } from './active';
import { isTransient } from './host-errors';
import { disposing } from './image-data';
import type { ModalScope } from './modal-scope';
import { withRasterCopy } from './raster-copy';
import { type CopiedLayer, RgbCopy } from './rgb-copy';
import { SRGB, codingOf } from './rgb-profiles';
import { readInStrips } from './read-in-strips';
import { findUsableLayer, requireBounds, visibleBounds, type UsableLayer } from './target';
import type { Photoshop, PhotoshopImage, PixelOptions, Pixels } from './vendor';

export interface PixelsRequest {
  readonly documentId: number;
  readonly layerId: number;
  /** The most that is wanted of the part, or of all that is visible; each side is scaled down on its own. */
  readonly extent: Extent;
  /** In document space, at full resolution. */
  readonly part?: Bounds | undefined;
  /** Where the layer lay when it was described. */
  readonly layerBounds?: Bounds | undefined;
}

/** 8-bit sRGB, chunky, straight alpha; `bounds` is what they show, in document space at full resolution. */
export interface LayerPixels extends Extent {
  readonly bounds: Bounds;
  readonly channels: 3 | 4;
  readonly pixels: Uint8Array;
}

/**
 * The pixels of one layer where it lies on the canvas, or of a part of it, scaled down by Photoshop; `undefined` where the
 * part holds none.
 * @throws OffcutError of the target; `document-changed` when the layer lies elsewhere by now; `unexpected-pixels` when
 * Photoshop gives something else than was asked for.
 */
export async function readPixels(
  photoshop: Photoshop,
  wish: PixelsRequest,
  signal: AbortSignal,
): Promise<LayerPixels | undefined> {
  const request = { commandName: 'Read Layer Pixels', signal, documentId: wish.documentId };
  const rgbCopy = new RgbCopy(photoshop);
  const reading = withActiveKept(photoshop, request, async (scope) => {
    const usable = findUsableLayer(photoshop, wish.documentId, wish.layerId);
    if (wish.layerBounds) requireBounds(usable, wish.layerBounds);
    const plan = planRead(usable, wish);
    if (!plan) return undefined;
    const isDeep = (usable.document.bitsPerChannel as string) !== 'bitDepth8';
    const readFrom = (place: Partial<CopiedLayer>) =>
      readPlanned(photoshop, { wish: { ...wish, ...place }, plan, isDeep }, scope);
    if (usable.pixelSource === 'rgb-copy') return rgbCopy.use(usable, scope, readFrom);
    return usable.pixelOrigin === 'layer'
      ? readFrom({})
      : withRasterCopy(photoshop, usable, scope, (layerId) => readFrom({ layerId }));
  });
  return reading.finally(() => rgbCopy.tidyUp());
}

interface PlannedRead {
  readonly wish: PixelsRequest;
  readonly plan: ReadPlan;
  readonly isDeep: boolean;
}

/** At full resolution in strips, inside the one scope: where a copy is read, it is made but once. */
async function readPlanned(
  photoshop: Photoshop,
  { plan, ...read }: PlannedRead,
  scope: ModalScope,
): Promise<LayerPixels | undefined> {
  const { region, wanted } = plan;
  if (!isSameExtent(region, wanted)) return readPiece(photoshop, { ...read, plan }, scope);
  return readInStrips(region, async (strip) => {
    const wish = { ...read.wish, part: isSameExtent(strip, region) ? read.wish.part : strip };
    const stripPlan = { region: strip, wanted: strip };
    return readPiece(photoshop, { ...read, wish, plan: stripPlan }, scope);
  });
}

async function readPiece(
  photoshop: Photoshop,
  { wish, plan, isDeep }: PlannedRead,
  { twice, throwIfCancelled }: ModalScope,
): Promise<LayerPixels | undefined> {
  const { region, wanted } = plan;
  const options = pixelOptions(wish, plan);
  const read = await twice(() => getPixels(photoshop, options, isDeep));
  return disposing(read.imageData, (imageData) => {
    throwIfCancelled();
    if (wish.part && isEmpty(read)) return undefined;
    const bounds = toDocumentSpace(read, region);
    checkExtent(imageData, wanted, scaleLike(wanted, bounds, region));
    return copyPixels(imageData, bounds);
  });
}

interface ReadPlan {
  /** What is read, in document space. */
  readonly region: Bounds;
  /** What it is scaled down to. */
  readonly wanted: Extent;
}

/** A part that the layer fills only partly is read at the scale of the whole part. */
function planRead(usable: UsableLayer, { part, extent }: PixelsRequest): ReadPlan | undefined {
  const visible = visibleBounds(usable);
  const whole = part ?? visible;
  const region = intersectBounds(visible, whole);
  if (!region) return undefined;
  const wanted = scaleLike(smallerOf(whole, extent), region, whole);
  const atLeastOne = (side: number) => Math.max(1, Math.round(side));
  return {
    region,
    wanted: { width: atLeastOne(wanted.width), height: atLeastOne(wanted.height) },
  };
}

function smallerOf(a: Extent, b: Extent): Extent {
  return { width: Math.min(a.width, b.width), height: Math.min(a.height, b.height) };
}

/** A key whose value is undefined is not the same to Photoshop as no key. */
function pixelOptions(
  { documentId: documentID, layerId: layerID }: PixelsRequest,
  { region, wanted }: ReadPlan,
): PixelOptions {
  const { left, top, width, height } = region;
  return {
    documentID,
    layerID,
    sourceBounds: { left, top, right: left + width, bottom: top + height },
    ...(isSameExtent(region, wanted) ? {} : { targetSize: wanted }),
    colorSpace: 'RGB',
    colorProfile: SRGB,
  };
}

/** Some versions refuse to give a deep document in 8 bits; then it comes as it is and is converted here. */
async function getPixels(
  { imaging }: Photoshop,
  options: PixelOptions,
  isDeep: boolean,
): Promise<Pixels> {
  try {
    return await imaging.getPixels({ ...options, componentSize: 8 });
  } catch (error) {
    if (!isDeep || !isTransient(error)) throw error;
    return imaging.getPixels(options);
  }
}

/** A part of a layer may lie in one of its holes, and what Photoshop trims to existing pixels is then nothing. */
function isEmpty({ sourceBounds: { left, top, right, bottom } }: Pixels): boolean {
  return right <= left || bottom <= top;
}

/**
 * The rectangle that was really read. Photoshop trims it to existing pixels and gives it in the coordinates of a
 * pyramid level, rounded there; an edge within that rounding of the region's edge is the region's edge.
 */
function toDocumentSpace({ sourceBounds, level }: Pixels, region: Bounds): Bounds {
  const scale = 2 ** level;
  const snap = (edge: number, regionEdge: number) =>
    Math.abs(edge * scale - regionEdge) < scale ? regionEdge : edge * scale;
  const left = snap(sourceBounds.left, region.left);
  const top = snap(sourceBounds.top, region.top);
  const width = snap(sourceBounds.right, region.left + region.width) - left;
  const height = snap(sourceBounds.bottom, region.top + region.height) - top;
  const bounds = intersectBounds({ left, top, width, height }, region);
  if (bounds) return bounds;
  throw new OffcutError('unexpected-pixels', 'Photoshop has read another part of the document', {
    context: { left, top, width, height, level },
  });
}

function scaleLike(wanted: Extent, bounds: Bounds, region: Bounds): Extent {
  return {
    width: (wanted.width * bounds.width) / region.width,
    height: (wanted.height * bounds.height) / region.height,
  };
}

/** Large layers were seen to come back at a quarter of their size without a word: that must not pass for the layer. */
function checkExtent(image: PhotoshopImage, ...expected: readonly Extent[]): void {
  const isClose = (a: number, b: number) => Math.abs(a - b) <= 1;
  const isExpected = expected.some(
    ({ width, height }) => isClose(image.width, width) && isClose(image.height, height),
  );
  if (!isExpected)
    throw new OffcutError('unexpected-pixels', 'Photoshop has read at another size', {
      context: { width: image.width, height: image.height },
    });
}

async function copyPixels(image: PhotoshopImage, bounds: Bounds): Promise<LayerPixels> {
  const { width, height, components, componentSize, colorProfile } = image;
  const samples = await image.getData({ chunky: true });
  const isRgb = components === 3 || components === 4;
  if (!isRgb || samples.length !== width * height * components)
    throw new OffcutError('unexpected-pixels', 'Photoshop has given pixels of another kind', {
      context: { width, height, components, componentSize },
    });
  const coding = { channels: components, ...codingOf(colorProfile) } as const;
  return { bounds, width, height, channels: components, pixels: eightBitSrgbFrom(samples, coding) };
}
