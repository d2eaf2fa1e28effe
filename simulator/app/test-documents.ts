import type { DocumentDescription } from '../api';

const EXTENT = { width: 800, height: 600 };
const MIDDLE = { left: 200, top: 150, right: 600, bottom: 450 };

/** Documents for trying what a plugin says to layers that it cannot use. */
export const TEST_DOCUMENTS: readonly DocumentDescription[] = [
  {
    name: 'Layers of every kind',
    ...EXTENT,
    layers: [
      { name: 'Pixels', bounds: MIDDLE },
      { name: 'Locked', bounds: MIDDLE, locked: true },
      { name: 'Empty', bounds: { left: 0, top: 0, right: 0, bottom: 0 } },
      { name: 'Group', children: [{ name: 'Inside the group', bounds: MIDDLE }] },
      { name: 'Words', kind: 'text', bounds: MIDDLE },
      { name: 'Smart object', kind: 'smartObject', bounds: MIDDLE },
      { name: 'Background', isBackground: true },
    ],
  },
  { name: 'CMYK', ...EXTENT, mode: 'CMYKColorMode', layers: [{ name: 'Layer 0' }] },
  { name: 'Grayscale', ...EXTENT, mode: 'grayscaleMode', layers: [{ name: 'Layer 0' }] },
  { name: '16 bits', ...EXTENT, depth: 16, layers: [{ name: 'Layer 0' }] },
];
