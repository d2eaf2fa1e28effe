import { adjustEdges, type EdgeControls } from '../../src/matting';
import { areaOf, type Extent } from '../../src/raster';
import { drawSubject } from './draw-subject';

/**
 * How long the edge controls take, on one thread: `npm run --silent bench:edges`. The masks are drawn, so that the figures
 * need no network and no picture.
 */
const RUNS = 9;

const EXTENTS: readonly Extent[] = [
  { width: 1024, height: 1024 },
  { width: 6000, height: 4000 },
];

const TYPICAL: EdgeControls = { smooth: 3, contrast: 20, shift: 2, feather: 1.5 };

const SETTINGS: Readonly<Record<string, EdgeControls>> = {
  typical: TYPICAL,
  'typical, shrinking by 1.5': { ...TYPICAL, shift: -1.5 },
  'smooth 3': { smooth: 3, contrast: 0, shift: 0, feather: 0 },
  'shift 2': { smooth: 0, contrast: 0, shift: 2, feather: 0 },
  'feather 1.5': { smooth: 0, contrast: 0, shift: 0, feather: 1.5 },
  'all at their greatest': { smooth: 20, contrast: 100, shift: 20, feather: 100 },
};

const print = (text: string): void => void process.stdout.write(`${text}\n`);

print('| mask | megapixels | controls | ms | of them computing |');
print('| --- | --- | --- | --- | --- |');
for (const extent of EXTENTS) {
  const mask = drawSubject(extent);
  for (const [name, controls] of Object.entries(SETTINGS)) {
    const times = timesOf(() => adjustEdges(mask, extent, controls));
    const megapixels = (areaOf(extent) / 1e6).toFixed(1);
    const figures = [times.wall, times.processor].map((time) => time.toFixed(0));
    const cells = [`${extent.width}×${extent.height}`, megapixels, name, ...figures];
    print(`| ${cells.join(' | ')} |`);
  }
}

/**
 * Medians in milliseconds after one run that warms up: by the clock, and the processor's, which says what the clock would
 * where nothing else runs. The processor's include what the engine's own threads compile and collect meanwhile.
 */
function timesOf(work: () => unknown): { readonly wall: number; readonly processor: number } {
  work();
  const runs = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return { wall: performance.now() - start, processor: (user + system) / 1000 };
  });
  return {
    wall: medianOf(runs.map((run) => run.wall)),
    processor: medianOf(runs.map((run) => run.processor)),
  };
}

function medianOf(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1];
}
