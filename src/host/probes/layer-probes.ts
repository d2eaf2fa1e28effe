import { disposing } from '../image-data';
import type { Layer } from '../vendor';
import { type HostProbe, outcomeOf } from './probe';
import { paint, putMask } from './pixels-and-masks';
import { withScratchDocument } from './scratch-document';

const SMALL = { width: 64, height: 64 };
const SQUARE = { left: 8, top: 8, width: 16, height: 16 };

/** Questions about layers, and about image data on its own. */
export const LAYER_PROBES: readonly HostProbe[] = [
  lockProbe('Q18.1', 'all of a layer', 'allLocked'),
  lockProbe('Q18.2', 'its pixels', 'pixelsLocked'),
  lockProbe('Q18.3', 'its position', 'positionLocked'),
  lockProbe('Q18.4', 'its transparency', 'transparentPixelsLocked'),
  {
    id: 'Q19',
    question: 'Do layers inside artboards have bounds in document space?',
    how: 'A square at 8, 8 is put into an artboard that is made around it; its bounds are read before and after.',
    ask: (scene) =>
      withScratchDocument(scene, SMALL, (scratch) =>
        scratch.modal(async () => {
          await paint(scratch, SQUARE);
          const before = boundsOf(scratch.document().layers);
          const edges = { top: 4, left: 4, bottom: 60, right: 60 };
          const [answer] = await scene.photoshop.action.batchPlay(
            [
              {
                _obj: 'make',
                _target: [{ _ref: 'artboardSection' }],
                from: { _ref: 'layer', _enum: 'ordinal', _value: 'targetEnum' },
                artboardRect: { _obj: 'classFloatRect', ...edges },
              },
            ],
            {},
          );
          if (answer?.['_obj'] === 'error') return `refused: ${String(answer['message'])}`;
          const { width, height, layers } = scratch.document();
          const inside = layers.flatMap((layer) => [...(layer.layers ?? [])]);
          return `before ${before}, inside ${boundsOf(inside)}; the document is ${width} × ${height}`;
        }),
      ),
  },
  {
    id: 'Q46',
    question: 'Is a buffer of the wrong length refused?',
    how: 'createImageDataFromBuffer gets one byte less and one byte more than width × height × components.',
    ask: async ({ photoshop: { imaging } }) => {
      const tried = (length: number) =>
        outcomeOf(async () => {
          const options = { width: 8, height: 8, components: 1, chunky: true };
          const imageData = await imaging.createImageDataFromBuffer(new Uint8Array(length), {
            ...options,
            colorSpace: 'Grayscale',
            colorProfile: 'Gray Gamma 2.2',
          });
          return disposing(imageData, () => 'taken');
        });
      return `63 bytes: ${await tried(63)}; 65 bytes: ${await tried(65)}`;
    },
  },
  {
    id: 'Q47',
    question: 'What does image data do after it was disposed of?',
    how: 'Image data is made and disposed of; then it is read, and disposed of again.',
    ask: async ({ photoshop: { imaging } }) => {
      const imageData = await imaging.createImageDataFromBuffer(new Uint8Array(64), {
        ...{ width: 8, height: 8, components: 1, chunky: true },
        colorSpace: 'Grayscale',
        colorProfile: 'Gray Gamma 2.2',
      });
      await imageData.dispose();
      const read = await outcomeOf(async () => {
        const samples = await imageData.getData({ chunky: true });
        return `gave ${samples.length} samples`;
      });
      const again = await outcomeOf(async () => {
        await imageData.dispose();
        return 'taken';
      });
      return `read: ${read}; disposed of again: ${again}`;
    },
  },
];

type Lock = 'allLocked' | 'pixelsLocked' | 'positionLocked' | 'transparentPixelsLocked';

function lockProbe(id: string, what: string, lock: Lock): HostProbe {
  return {
    id,
    question: `Does a lock on ${what} stop a mask?`,
    how: `A mask is written to a layer with ${lock}.`,
    ask: (scene) =>
      withScratchDocument(scene, SMALL, (scratch) =>
        scratch.modal(async () => {
          await paint(scratch, { left: 0, top: 0, ...SMALL });
          for (const layer of scratch.document().layers) layer[lock] = true;
          const place = { left: 0, top: 0, ...SMALL };
          const values = new Uint8Array(64 * 64).fill(128);
          return outcomeOf(async () => {
            await putMask(scratch, { place, values, replace: true });
            return 'the mask was written';
          });
        }),
      ),
  };
}

function boundsOf(layers: readonly Layer[]): string {
  return layers
    .map(({ boundsNoEffects: { left, top, right, bottom } }) =>
      [left, top, right, bottom].join(' '),
    )
    .join(', ');
}
