import type { Depth } from '../../api';
import { type Channels, type PixelPlane, hasAlpha } from '../../documents/pixel-plane';
import { type Samples, createSamples, depthOf } from '../../documents/samples';

export type ColorSpace = 'RGB' | 'Grayscale';

/** From here on Photoshop warns in its console. */
const WARNING_BYTES = 600 * 1024 * 1024;

/** Every PhotoshopImageData that was made, and what is still held. */
export interface ImageDataLedger {
  readonly create: (content: ImageContent) => PhotoshopImageData;
  /** @throws when it is none of ours, or was disposed. */
  readonly contentOf: (imageData: unknown) => ImageContent;
  readonly live: () => number;
  readonly bytes: () => { readonly now: number; readonly peak: number };
}

/** Pixels at 0,0 and how to read them. */
export interface ImageContent {
  readonly plane: PixelPlane;
  readonly colorSpace: ColorSpace;
  readonly colorProfile: string;
}

export function createImageDataLedger(
  onViolation: (violation: string) => void,
  beforeGetData: () => Promise<void>,
): ImageDataLedger {
  const contents = new Map<object, ImageContent>();
  let now = 0;
  let peak = 0;

  const contentOf = (imageData: unknown) => {
    const content = contents.get(imageData as object);
    if (content === undefined)
      throw new Error(
        imageData instanceof PhotoshopImageData
          ? 'The image data was used after it was disposed'
          : 'Expected a PhotoshopImageData',
      );
    return content;
  };
  const count = (bytes: number) => {
    const isWarned = now >= WARNING_BYTES;
    now += bytes;
    peak = Math.max(peak, now);
    if (!isWarned && now >= WARNING_BYTES) onViolation('Plugin memory usage increased to: 600MB.');
  };

  return {
    create: (content) => {
      const imageData: PhotoshopImageData = new PhotoshopImageData(content, {
        read: async (options) => {
          const { samples, channels } = contentOf(imageData).plane;
          await beforeGetData();
          return layOut(samples, channels, options);
        },
        release: () => {
          if (contents.delete(imageData)) count(-content.plane.samples.byteLength);
        },
      });
      contents.set(imageData, content);
      count(content.plane.samples.byteLength);
      return imageData;
    },
    contentOf,
    live: () => contents.size,
    bytes: () => ({ now, peak }),
  };
}

interface LayOut {
  readonly chunky?: boolean;
  readonly fullRange?: boolean;
}

interface ImageDataOwner {
  readonly read: (options: LayOut) => Promise<Samples>;
  readonly release: () => void;
}

/** The object that the imaging module hands out; its pixels stay in the host until it is disposed. */
export class PhotoshopImageData {
  readonly type = 'image/uncompressed';
  readonly isChunky = true;
  readonly chunky = true;
  readonly width: number;
  readonly height: number;
  readonly colorSpace: ColorSpace;
  readonly colorProfile: string;
  readonly hasAlpha: boolean;
  readonly components: Channels;
  readonly componentSize: Depth;
  readonly pixelFormat: string;
  readonly #owner: ImageDataOwner;

  constructor({ plane, colorSpace, colorProfile }: ImageContent, owner: ImageDataOwner) {
    this.width = plane.bounds.width;
    this.height = plane.bounds.height;
    this.colorSpace = colorSpace;
    this.colorProfile = colorProfile;
    this.hasAlpha = hasAlpha(plane);
    this.components = plane.channels;
    this.componentSize = depthOf(plane.samples);
    this.pixelFormat = colorSpace + (this.hasAlpha ? ALPHA_SUFFIX[colorSpace] : '');
    this.#owner = owner;
  }

  /** A copy of the pixels; chunky, and 16 bits as 0..32768, unless asked otherwise. */
  getData(options: LayOut = {}): Promise<Samples> {
    return this.#owner.read(options);
  }

  dispose(): void {
    this.#owner.release();
  }
}

const ALPHA_SUFFIX = { RGB: 'A', Grayscale: 'Alpha' } as const;

function layOut(samples: Samples, channels: number, { chunky, fullRange }: LayOut): Samples {
  const copy = samples.slice();
  if (fullRange === true && copy instanceof Uint16Array) scale(copy, 65535 / 32768);
  return chunky === false ? toPlanar(copy, channels) : copy;
}

/** Whole values times `factor`, rounded. */
export function scale(samples: Uint16Array, factor: number): void {
  samples.forEach((sample, index) => {
    samples[index] = Math.round(sample * factor);
  });
}

function toPlanar(chunky: Samples, channels: number): Samples {
  const planar = createSamples(depthOf(chunky), chunky.length);
  const pixels = chunky.length / channels;
  chunky.forEach((sample, index) => {
    planar[(index % channels) * pixels + Math.floor(index / channels)] = sample;
  });
  return planar;
}

export function toChunky(planar: Samples, channels: number): Samples {
  const chunky = createSamples(depthOf(planar), planar.length);
  const pixels = planar.length / channels;
  planar.forEach((sample, index) => {
    chunky[(index % pixels) * channels + Math.floor(index / pixels)] = sample;
  });
  return chunky;
}
