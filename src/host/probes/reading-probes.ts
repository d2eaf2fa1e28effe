import { throwIfAborted } from '../../support';
import { type HostProbe, msSince, outcomeOf } from './probe';
import { paint, putPixels, readPixels, replyWords } from './pixels-and-masks';
import { type Scratch, type ScratchShape, withScratchDocument } from './scratch-document';

const SMALL = { width: 64, height: 64 };
const SRGB = { colorSpace: 'RGB', colorProfile: 'sRGB IEC61966-2.1' } as const;

/** Questions about what Photoshop gives of a layer. */
export const READING_PROBES: readonly HostProbe[] = [
  {
    id: 'Q15.1',
    question: 'Does getPixels work outside a modal scope?',
    how: 'One read with no scope open.',
    ask: (scene) =>
      paintedDocument(scene, SMALL, (scratch) => readPixels(scratch, SRGB, replyWords)),
  },
  {
    id: 'Q15.2',
    question: 'Does batchPlay with get work outside a modal scope?',
    how: 'The property hasUserMask is asked for with no scope open.',
    ask: (scene) =>
      paintedDocument(scene, SMALL, async ({ photoshop, documentId, layerId }) => {
        const target = [{ _property: 'hasUserMask' }, { _ref: 'layer', _id: layerId }];
        const _target = [...target, { _ref: 'document', _id: documentId }];
        const [answer] = await photoshop.action.batchPlay([{ _obj: 'get', _target }], {});
        return `hasUserMask is ${String(answer?.['hasUserMask'])}`;
      }),
  },
  sizeProbe('Q16.1', { width: 1000, height: 700 }, { width: 100, height: 70 }),
  sizeProbe('Q16.2', { width: 3464, height: 2309 }, { width: 1024, height: 1024 }),
  sizeProbe('Q16.3', { width: 6000, height: 4000 }, { width: 1024, height: 1024 }),
  {
    id: 'Q16.4',
    question: 'How does targetSize filter?',
    how: 'Stripes one pixel wide, 0 and 255, are read at half their size. Means are 128, or 188 in linear light.',
    ask: (scene) =>
      withScratchDocument(scene, SMALL, (scratch) =>
        scratch.modal(async () => {
          await putPixels(scratch, whole(scratch), stripes(scratch));
          const options = { ...SRGB, targetSize: { width: 32, height: 32 } };
          return readPixels(scratch, options, async (read) => {
            const samples = await read.imageData.getData({ chunky: true });
            const row = samples.subarray(0, 8 * read.imageData.components);
            return `${replyWords(read)}; it begins with ${[...row].join(' ')}`;
          });
        }),
      ),
  },
  {
    id: 'Q17',
    question: 'Does a transparent greyscale layer that is read as RGB bring its alpha?',
    how: 'A greyscale layer with a square of paint is read as RGB.',
    ask: (scene) =>
      withScratchDocument(scene, { ...SMALL, mode: 'grayscaleMode' }, (scratch) =>
        scratch.modal(async () => {
          await paint(scratch, { left: 8, top: 8, width: 16, height: 16 });
          return readPixels(scratch, SRGB, replyWords);
        }),
      ),
  },
  {
    id: 'Q28',
    question: 'What does a read of a small region in a transparent hole of a layer give?',
    how: 'A frame of paint around an empty middle; 16 × 16 pixels of the middle are read.',
    ask: (scene) =>
      withScratchDocument(scene, SMALL, (scratch) =>
        scratch.modal(async () => {
          await putPixels(scratch, whole(scratch), frame(scratch));
          const sourceBounds = { left: 24, top: 24, right: 40, bottom: 40 };
          return readPixels(scratch, { ...SRGB, sourceBounds }, replyWords);
        }),
      ),
  },
  {
    id: 'Q29',
    question: 'How long does each of many small modal reads take?',
    how: 'Twenty reads of 256 × 256 pixels, each in a modal scope of its own.',
    ask: (scene) =>
      paintedDocument(scene, { width: 512, height: 512 }, async (scratch) => {
        const times: number[] = [];
        for (let count = 0; count < 20; count++) {
          throwIfAborted(scene.signal);
          const start = performance.now();
          const sourceBounds = { left: count, top: count, right: count + 256, bottom: count + 256 };
          await scratch.modal(() =>
            readPixels(scratch, { ...SRGB, sourceBounds }, ({ imageData }) =>
              imageData.getData({ chunky: true }),
            ),
          );
          times.push(performance.now() - start);
        }
        times.sort((a, b) => a - b);
        return `the median is ${times[10]?.toFixed(1) ?? ''} ms, the slowest ${times[19]?.toFixed(1) ?? ''} ms`;
      }),
  },
  {
    id: 'Q48',
    question: 'Are 8 bits given of a document of 16 bits?',
    how: 'A 16-bit layer is read with componentSize 8, and without.',
    ask: (scene) =>
      paintedDocument(scene, { ...SMALL, depth: 16 }, (scratch) =>
        scratch.modal(async () => {
          const asEight = await outcomeOf(() =>
            readPixels(scratch, { ...SRGB, componentSize: 8 }, replyWords),
          );
          const asItIs = await outcomeOf(() => readPixels(scratch, SRGB, replyWords));
          return `as 8 bits: ${asEight}; as it is: ${asItIs}`;
        }),
      ),
  },
];

function sizeProbe(
  id: string,
  extent: { readonly width: number; readonly height: number },
  targetSize: { readonly width: number; readonly height: number },
): HostProbe {
  const { width, height } = extent;
  return {
    id,
    question: `Which size comes of ${width} × ${height} when ${targetSize.width} × ${targetSize.height} is asked for?`,
    how: 'A white document is read with targetSize, in 8 bits.',
    ask: (scene) =>
      withScratchDocument(scene, { ...extent, fill: 'white' }, (scratch) =>
        scratch.modal(() => {
          const start = performance.now();
          return readPixels(
            scratch,
            { ...SRGB, targetSize, componentSize: 8 },
            (read) => `${replyWords(read)}; in ${msSince(start)}`,
          );
        }),
      ),
  };
}

/** Lends a document whose layer is all grey, with no modal scope open. */
function paintedDocument(
  scene: Parameters<HostProbe['ask']>[0],
  shape: ScratchShape,
  body: (scratch: Scratch) => Promise<string>,
): Promise<string> {
  return withScratchDocument(scene, shape, async (scratch) => {
    await scratch.modal(() => paint(scratch, whole(scratch)));
    return body(scratch);
  });
}

function whole({ width, height }: ScratchShape) {
  return { left: 0, top: 0, width, height };
}

function stripes(shape: ScratchShape): Uint8Array {
  return rgba(shape, (x) => [x % 2 === 0 ? 0 : 255, 255]);
}

/** Eight pixels wide; empty inside. */
function frame(shape: ScratchShape): Uint8Array {
  const isEdge = (at: number, side: number) => at < 8 || at >= side - 8;
  return rgba(shape, (x, y) => [128, isEdge(x, shape.width) || isEdge(y, shape.height) ? 255 : 0]);
}

/** Straight RGBA of greys and opacities. */
function rgba(
  { width, height }: ScratchShape,
  at: (x: number, y: number) => readonly [grey: number, alpha: number],
): Uint8Array {
  const pixels = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [grey, alpha] = at(x, y);
      pixels.set([grey, grey, grey, alpha], (y * width + x) * 4);
    }
  return pixels;
}
