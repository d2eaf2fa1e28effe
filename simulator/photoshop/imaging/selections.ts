import { createBounds } from '../../documents/bounds';
import { type PixelPlane, convertMaskDepth, pastePlane } from '../../documents/pixel-plane';
import { createSamples, depthOf } from '../../documents/samples';
import { checkOptions } from '../check-options';
import { type Host, findDocument } from '../host';
import { createPhotoshopError } from '../host-error';
import type { ImageDataLedger } from './image-data';
import { parseBounds, readRegion, type Region } from './read-region';
import { placeAt } from './write-pixels';

/** `imaging.getSelection` without its image data: 255 is selected. Without a selection it fails. */
export function readSelection(host: Host, given: unknown): Region {
  const known = ['documentID', 'sourceBounds', 'targetSize'];
  const options = checkOptions('getSelection', given, known, host.onViolation);
  host.modal.requireScope('getSelection');
  const { selection } = findDocument(host, options['documentID']).history.current();
  if (selection === undefined) throw createPhotoshopError('There is no selection.');
  return readRegion(coverWanted(selection, options['sourceBounds'], 0), options, host);
}

/** `imaging.putSelection` with `replace`. */
export function putSelection(host: Host, ledger: ImageDataLedger, given: unknown): void {
  const known = ['documentID', 'imageData', 'replace', 'targetBounds', 'commandName'];
  const options = checkOptions('putSelection', given, known, host.onViolation);
  host.modal.requireScope('putSelection');
  if (options['replace'] === false) throw new Error('Adding to a selection is not simulated');
  const { plane, colorSpace } = ledger.contentOf(options['imageData']);
  if (plane.channels !== 1 || colorSpace !== 'Grayscale')
    throw new Error('A selection expects one Grayscale component');
  const { id, history } = findDocument(host, options['documentID']);
  const selection = convertMaskDepth(placeAt(plane, options['targetBounds']), 8);
  host.workspace.change(id, {
    historyName: nameOf(options['commandName']),
    state: { ...history.current(), selection },
  });
}

/** A mask or a selection is there all over the canvas: where it has no pixels, it has its value outside. */
export function coverWanted(plane: PixelPlane, wanted: unknown, outside: number): PixelPlane {
  const given = parseBounds(wanted);
  if (given === undefined) return plane;
  const bounds = createBounds(given.left, given.top, given.right, given.bottom);
  const samples = createSamples(depthOf(plane.samples), bounds.width * bounds.height);
  return pastePlane({ ...plane, bounds, samples: samples.fill(outside) }, plane, bounds);
}

function nameOf(commandName: unknown): string {
  return typeof commandName === 'string' ? commandName : 'Put Selection';
}
