import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '../../..');

describe('the mask of the demo photograph, before it is refined', () => {
  it.each(['u2netp', 'isnet'])(
    'is the one that plain code and onnxruntime-node make of the published weights: %s',
    async (model) => {
      const script = join(ROOT, 'scripts/reference.ts');
      const argv = ['--import', 'tsx', script, '--model', model, '--json'];

      const { stdout } = await promisify(execFile)(process.execPath, argv, { cwd: ROOT });

      const { mean, crossing } = JSON.parse(stdout) as Record<string, number>;
      expect(mean).toBeLessThanOrEqual(2);
      expect(crossing).toBeLessThan(0.005);
    },
    120_000,
  );
});
