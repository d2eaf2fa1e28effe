import type { HostProbe, ProbeScene } from './probe';
import { paint, putMask, readMask } from './pixels-and-masks';
import { type Scratch, type ScratchShape, withScratchDocument } from './scratch-document';

/** Questions about what Photoshop keeps of a mask that was written. */
export const MASK_PROBES: readonly HostProbe[] = [
  rampProbe('Q12.1', 'an RGB document of 8 bits', {}),
  rampProbe('Q12.2', 'an RGB document of 16 bits', { depth: 16 }),
  rampProbe('Q12.3', 'an RGB document of 32 bits', { depth: 32 }),
  rampProbe('Q12.4', 'a greyscale document', { mode: 'grayscaleMode' }),
  outsideProbe('Q13.1', { replace: true, isMasked: false }),
  outsideProbe('Q13.2', { replace: true, isMasked: true }),
  outsideProbe('Q13.3', { replace: false, isMasked: true }),
  {
    id: 'Q14',
    question: 'Do blocks of zeros in a mask come back white?',
    how: 'A mask of 256 × 256 zeros is written and read again.',
    ask: (scene) =>
      maskedDocument(scene, { width: 256, height: 256 }, async (scratch) => {
        await putMask(scratch, whole(scratch, new Uint8Array(256 * 256)));
        const { values } = await readMask(scratch);
        const changed = values.filter((value) => value !== 0).length;
        return `${changed} of ${values.length} zeros came back as something else`;
      }),
  },
];

/** Side of the square in which every value from 0 to 255 stands once. */
const RAMP_SIDE = 16;

function rampProbe(id: string, where: string, shape: Partial<ScratchShape>): HostProbe {
  return {
    id,
    question: `Do the values of a mask come back as they were written in ${where}?`,
    how: 'A mask with every value from 0 to 255 is written as Gray Gamma 2.2 and read with getLayerMask.',
    ask: (scene) =>
      maskedDocument(scene, { width: RAMP_SIDE, height: RAMP_SIDE, ...shape }, async (scratch) => {
        await putMask(
          scratch,
          whole(
            scratch,
            Uint8Array.from({ length: 256 }, (_, at) => at),
          ),
        );
        return rampWords(await readMask(scratch));
      }),
  };
}

function rampWords({ values, depth }: Awaited<ReturnType<typeof readMask>>): string {
  if (values.length !== 256) return `${values.length} values came back instead of 256`;
  const off = values.map((value, at) => Math.abs(value - at));
  const same = off.filter((difference) => difference < 0.5).length;
  const seen = [0, 64, 128, 192, 255].map((at) => `${at} → ${(values[at] ?? NaN).toFixed(1)}`);
  return (
    `${same} of 256 values came back, the largest difference is ${Math.max(...off).toFixed(2)} ` +
    `(${seen.join(', ')}); the reply has ${depth} bits`
  );
}

interface Outside {
  readonly replace: boolean;
  /** There is a mask already, 200 everywhere. */
  readonly isMasked: boolean;
}

function outsideProbe(id: string, { replace, isMasked }: Outside): HostProbe {
  const before = isMasked ? 'a mask of 200 everywhere' : 'no mask before';
  return {
    id,
    question: `What stands outside the written rectangle with replace ${String(replace)} and ${before}?`,
    how: 'A square of 16 pixels, all 100, is written into the middle of a mask of 48 × 48, and all of it is read.',
    ask: (scene) =>
      maskedDocument(scene, { width: 48, height: 48 }, async (scratch) => {
        if (isMasked) await putMask(scratch, whole(scratch, new Uint8Array(48 * 48).fill(200)));
        const place = { left: 16, top: 16, width: 16, height: 16 };
        await putMask(scratch, { place, values: new Uint8Array(256).fill(100), replace });
        const { values, width, place: read } = await readMask(scratch);
        const height = values.length / width;
        const inTheMiddle = values[Math.floor(height / 2) * width + Math.floor(width / 2)] ?? NaN;
        return (
          `${width} × ${height} came back from ${read}: ` +
          `corner ${values[0]?.toFixed(0) ?? 'none'}, middle ${inTheMiddle.toFixed(0)}`
        );
      }),
  };
}

function whole({ width, height }: Scratch, values: Uint8Array) {
  return { place: { left: 0, top: 0, width, height }, values, replace: true };
}

/** In one modal scope: a document whose layer is filled, so that there is something to mask. */
function maskedDocument(
  scene: ProbeScene,
  shape: ScratchShape,
  body: (scratch: Scratch) => Promise<string>,
): Promise<string> {
  return withScratchDocument(scene, shape, (scratch) =>
    scratch.modal(async () => {
      const { width, height } = scratch;
      await paint(scratch, { left: 0, top: 0, width, height });
      return body(scratch);
    }),
  );
}
