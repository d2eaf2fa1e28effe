import { decode } from 'jpeg-js';
import { PNG } from 'pngjs';
import type { DecodeImage } from '../api';

/** Decodes PNG and JPEG files under Node; 16-bit PNGs come out as 8-bit. For tests: the browser has its own decoder. */
export const decodeImageInNode: DecodeImage = (bytes) =>
  Promise.resolve().then(() => {
    const isPng = bytes[0] === 0x89;
    const {
      width,
      height,
      data: rgba,
    } = isPng
      ? PNG.sync.read(Buffer.from(bytes))
      : decode(bytes, { useTArray: true, maxMemoryUsageInMB: 2048 });
    return { width, height, rgba: new Uint8Array(rgba) };
  });
