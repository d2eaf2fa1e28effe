import { boundsOfExtent } from '../../documents/bounds';
import type { Channels } from '../../documents/pixel-plane';
import type { Samples } from '../../documents/samples';
import { checkOptions } from '../check-options';
import type { Host } from '../host';
import { type ImageDataLedger, type PhotoshopImageData, scale, toChunky } from './image-data';
import { checkProfile, profileOf, toColorSpace } from './profiles';

const OPTIONS = [
  ...['width', 'height', 'components', 'chunky', 'colorProfile', 'colorSpace', 'fullRange'],
];

const COMPONENTS = { RGB: [3, 4], Grayscale: [1, 2] };

/** `imaging.createImageDataFromBuffer`. Copies the buffer; its type decides the depth. */
export async function createImageDataFromBuffer(
  host: Host,
  ledger: ImageDataLedger,
  buffer: unknown,
  given: unknown,
): Promise<PhotoshopImageData> {
  const method = 'createImageDataFromBuffer';
  const options = checkOptions(method, given, OPTIONS, host.onViolation);
  await host.beforeCall(method);
  const { width, height, components } = options;
  const colorSpace = toColorSpace(options['colorSpace']);
  checkProfile(colorSpace, options['colorProfile']);
  if (!isSamples(buffer))
    throw new TypeError('Expected a Uint8Array, a Uint16Array or a Float32Array');
  if (!isExtent(width) || !isExtent(height))
    throw new RangeError('Expected a width and a height of whole pixels');
  if (!isComponents(components, COMPONENTS[colorSpace]))
    throw new RangeError(`${colorSpace} does not have ${String(components)} components`);
  if (buffer.length !== width * height * components)
    throw new RangeError(
      `The buffer holds ${buffer.length} values instead of ${width}×${height}×${components}`,
    );
  const samples = options['chunky'] === false ? toChunky(buffer, components) : buffer.slice();
  if (options['fullRange'] === true && samples instanceof Uint16Array)
    scale(samples, 32768 / 65535);
  return ledger.create({
    plane: { bounds: boundsOfExtent({ width, height }), channels: components, samples },
    colorSpace,
    colorProfile:
      typeof options['colorProfile'] === 'string'
        ? options['colorProfile']
        : profileOf(colorSpace, 8),
  });
}

function isSamples(buffer: unknown): buffer is Samples {
  return (
    buffer instanceof Uint8Array || buffer instanceof Uint16Array || buffer instanceof Float32Array
  );
}

function isExtent(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0;
}

function isComponents(value: unknown, allowed: readonly number[]): value is Channels {
  return typeof value === 'number' && allowed.includes(value);
}
