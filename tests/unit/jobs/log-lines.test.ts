import { FALLBACK_CODES } from '../../../src/engine';
import { batchLines, removalLines } from '../../../src/jobs/log-lines';
import { OffcutError } from '../../../src/support';
import { documentNamed, REPORT } from '../panel/scripted-jobs';

describe('the log of a removal', () => {
  it('tells device, networks, stages and bytes', () => {
    const run = { ...REPORT.run, driver: 'gpu 1', wasmBytes: 220_000_000 };

    expect(removalLines({ ...REPORT, run, bytesRead: 3e6, bytesSent: 5e5 })).toEqual([
      'Removal: wasm, threads 1, driver gpu 1; standard (isnet), passes 1',
      'Removal: 5123 ms in all; estimating 4020 ms',
      'Removal: 3.0 MB read and 0.5 MB sent over the bridge, 220.0 MB runtime memory',
    ]);
  });

  it.each(FALLBACK_CODES)('tells that the CPU ran in place of the GPU: %s', (code) => {
    const fallback = { code, reason: 'as it says', isRemembered: true };

    const lines = removalLines({ ...REPORT, run: { ...REPORT.run, fallback } });

    expect(lines.at(-1)).toBe(`CPU in place of the GPU (${code}, remembered): as it says`);
  });

  it('names no document and no layer', () => {
    const lines = batchLines({
      outcomes: [
        { kind: 'done', document: documentNamed(1, 'ann.psd'), report: REPORT },
        {
          kind: 'skipped',
          document: documentNamed(2, 'bob.psd'),
          error: new OffcutError('no-layer', ''),
        },
        { kind: 'cancelled', document: documentNamed(3, 'eve.psd') },
      ],
    });

    expect(lines.join()).not.toMatch(/ann|bob|eve|allium|Layer 0/);
    expect(lines.filter((line) => line.startsWith('Document'))).toEqual([
      'Document 1 of 3: done',
      'Document 2 of 3: skipped, no-layer',
      'Document 3 of 3: cancelled',
    ]);
  });
});
