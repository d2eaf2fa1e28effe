import { execFileSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.join(__dirname, '../../..');

/** In a process of its own: onnxruntime-node refuses Jest's arrays. The larger networks rest on their pinned digests. */
function compare(id: string): unknown {
  const args = ['--import', 'tsx', 'scripts/compare-weights.ts', id];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' }));
}

describe('prepared float32 weights', () => {
  it('give the very numbers of the published file, already as probabilities', () => {
    const report = compare('u2netp') as { numbers: number; differing: number; range: number[] };

    expect(report).toMatchObject({
      ...{ numbers: 320 * 320, differing: 0 },
      ...{ mean: 0, max: 0, crossing: 0 },
    });
    expect(Math.min(...report.range)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...report.range)).toBeLessThanOrEqual(1);
  }, 60_000);
});
