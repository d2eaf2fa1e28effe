import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PNG } from 'pngjs';
import type { Plane } from './resize-plane';

/** A grey PNG's values, 0–255. */
export async function readPlane(file: string): Promise<Plane> {
  const { width, height, data: rgba } = PNG.sync.read(await readFile(file));
  const values = Float64Array.from({ length: width * height }, (_, pixel) => rgba[pixel * 4] ?? 0);
  return { width, height, values };
}

/** Writes whole values of 0–255 as a grey PNG, and the folder for it. */
export async function writePlane({ width, height, values }: Plane, file: string): Promise<void> {
  const png = new PNG({ width, height });
  values.forEach((value, pixel) => {
    png.data.set([value, value, value, 255], pixel * 4);
  });
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, PNG.sync.write(png, { colorType: 0 }));
}
