import type { Depth } from '../../api';
import { buildDocument } from '../../documents/build-document';
import { checkOptions } from '../check-options';
import type { DocumentMode } from '../constants';
import type { Host } from '../host';
import { DocumentReference } from './document-reference';

const OPTIONS = ['name', 'width', 'height', 'resolution', 'mode', 'fill', 'depth', 'profile'];

/** `app.createDocument`: white with a Background, or transparent with one empty layer. Other fills are not simulated. */
export function createDocument(host: Host, given: unknown): DocumentReference {
  const options = checkOptions('createDocument', given, OPTIONS, host.onViolation);
  host.modal.requireScope('make');
  const { name = 'Untitled', width, height, mode = 'RGBColorMode', depth = 8, fill } = options;
  if (!isSide(width) || !isSide(height)) throw new RangeError('Expected a width and a height');
  if (fill !== 'white' && fill !== 'transparent') throw new Error('That fill is not simulated');
  const extent = { width, height };
  const state = buildDocument({
    ...extent,
    name: String(name),
    mode: mode as DocumentMode,
    depth: depth as Depth,
    layers: [fill === 'white' ? whiteBackground(extent) : { name: 'Layer 1' }],
  });
  const { id } = host.workspace.open({
    name: String(name),
    state,
    historyName: 'New',
    event: 'make',
  });
  return new DocumentReference(host, id);
}

function whiteBackground({ width, height }: { readonly width: number; readonly height: number }) {
  const pixels = new Uint8Array(width * height * 4).fill(255);
  return { name: 'Background', isBackground: true, pixels };
}

function isSide(side: unknown): side is number {
  return typeof side === 'number' && Number.isInteger(side) && side > 0;
}
