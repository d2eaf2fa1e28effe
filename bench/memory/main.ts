import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Extent } from '../../src/raster';
import type { MemoryCase, MemoryMeasurement } from './measure-case';
import type { Softness } from './scene';

/**
 * What refinement weighs: photographs of 24 and 100 megapixels, each in a fresh process, against a process that does the
 * same without refining. Arguments: words that the printed case must hold, such as `10000×10000` or `all`.
 */
const EXTENTS: readonly Extent[] = [
  { width: 6000, height: 4000 },
  { width: 4900, height: 4900 },
  { width: 4000, height: 6000 },
  { width: 10000, height: 10000 },
];
const SOFTNESSES: readonly Softness[] = ['short hair', 'long hair', 'all'];
const TILE_SIDES = [512, 1024];

const words = process.argv.slice(2);
print('| picture | soft | tiles | band % | seconds | peak MB |');
print('| --- | --- | --- | --- | --- | --- |');
for (const { width, height } of EXTENTS)
  for (const softness of SOFTNESSES) {
    let idle: MemoryMeasurement | undefined;
    for (const tileSide of TILE_SIDES) {
      const name = `${width}×${height} | ${softness} | ${tileSide}`;
      if (!words.every((word) => name.includes(word))) continue;
      const picture = { width, height, softness, tileSide };
      idle ??= await measureInChild({ ...picture, isRefined: false });
      const { seconds, peakBytes, bandShare } = await measureInChild({
        ...picture,
        isRefined: true,
      });
      const share = (100 * bandShare).toFixed(0);
      const megabytes = ((peakBytes - idle.peakBytes) / 1e6).toFixed(0);
      print(`| ${name} | ${share} | ${seconds.toFixed(1)} | ${megabytes} |`);
    }
  }

async function measureInChild(memoryCase: MemoryCase): Promise<MemoryMeasurement> {
  const child = fileURLToPath(new URL('child.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...['--import', 'tsx', child],
    JSON.stringify(memoryCase),
  ]);
  return JSON.parse(stdout) as MemoryMeasurement;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
