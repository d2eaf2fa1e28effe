import type { Depth, HostMethod } from '../../api';
import { boundsOfExtent } from '../../documents/bounds';
import { checkOptions } from '../check-options';
import { type Host, findDocumentLayer } from '../host';
import { createPhotoshopError } from '../host-error';
import { createImageDataFromBuffer } from './create-image-data';
import { readPixels } from './get-pixels';
import type { ImageDataLedger } from './image-data';
import { profileOf } from './profiles';
import { type Region, readRegion } from './read-region';
import { coverWanted, putSelection, readSelection } from './selections';
import { putLayerMask, putPixels } from './write-pixels';

/** How long the host may refuse imaging calls after a write, when that is switched on. */
const UNSETTLED_MS = 60;

/** `require('photoshop').imaging`. */
export function createImaging(host: Host, ledger: ImageDataLedger) {
  const settling = createSettling(host);
  const call = async <T>(method: HostMethod, perform: () => T): Promise<T> => {
    await host.beforeCall(method);
    settling.check();
    return perform();
  };
  const write = (method: HostMethod, perform: () => void) =>
    call(method, () => {
      perform();
      settling.begin();
    });
  return {
    getPixels: (options: unknown) =>
      call('getPixels', () => {
        const { content, sourceBounds, level } = readPixels(host, options);
        return { imageData: ledger.create(content), sourceBounds, level };
      }),
    putPixels: (options: unknown) => write('putPixels', () => putPixels(host, ledger, options)),
    getLayerMask: (options: unknown) =>
      call('getLayerMask', () => readLayerMask(host, ledger, options)),
    putLayerMask: (options: unknown) =>
      write('putLayerMask', () => putLayerMask(host, ledger, options)),
    getSelection: (options: unknown) =>
      call('getSelection', () => toGrey(ledger, readSelection(host, options), 8)),
    putSelection: (options: unknown) =>
      write('putSelection', () => putSelection(host, ledger, options)),
    createImageDataFromBuffer: (buffer: unknown, options: unknown) =>
      createImageDataFromBuffer(host, ledger, buffer, options),
  };
}

function readLayerMask(host: Host, ledger: ImageDataLedger, given: unknown) {
  const known = ['documentID', 'layerID', 'kind', 'sourceBounds', 'targetSize'];
  const options = checkOptions('getLayerMask', given, known, host.onViolation);
  host.modal.requireScope('getLayerMask');
  const { layer, state } = findDocumentLayer(host, options, 'Unknown layer');
  if ((options['kind'] ?? 'user') !== 'user' || layer.mask === undefined)
    throw createPhotoshopError('The layer has no such mask.');
  // The documentation gives edges alone for this call, so the other form is not accepted.
  if (options['sourceBounds'] !== undefined && !('right' in Object(options['sourceBounds'])))
    throw new TypeError('getLayerMask expects left, top, right and bottom');
  const { plane: own, outside } = layer.mask;
  const source = host.faults.trimsMasks ? own : coverWanted(own, options['sourceBounds'], outside);
  return toGrey(ledger, readRegion(source, options, host), state.depth);
}

/** One grey component, copied: image data is freed on its own. */
function toGrey(ledger: ImageDataLedger, { plane, sourceBounds }: Region, depth: Depth) {
  const imageData = ledger.create({
    plane: { ...plane, bounds: boundsOfExtent(plane.bounds), samples: plane.samples.slice() },
    colorSpace: 'Grayscale',
    colorProfile: profileOf('Grayscale', depth),
  });
  return { imageData, sourceBounds };
}

/** The host that is not ready right after a write: its first call fails, and so do those that come too soon. */
function createSettling({ faults }: Host) {
  let settledAt: number | undefined;
  let isPending = false;
  return {
    begin: () => {
      isPending = faults.transientAfterPut;
    },
    check: () => {
      if (isPending) {
        isPending = false;
        settledAt = performance.now() + UNSETTLED_MS;
      }
      if (settledAt === undefined) return;
      if (performance.now() < settledAt) throw createPhotoshopError();
      settledAt = undefined;
    },
  };
}
