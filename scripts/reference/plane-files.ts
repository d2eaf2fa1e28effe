import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PNG } from 'pngjs';
import type { Plane } from './resize-plane';

/** Writes whole values of 0–255 as a grey PNG, and the folder for it. */
export async function writePlane({ width, height, values }: Plane, file: string): Promise<void> {
  const png = new PNG({ width, height });
  values.forEach((value, pixel) => {
    png.data.set([value, value, value, 255], pixel * 4);
  });
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, PNG.sync.write(png, { colorType: 0 }));
}
