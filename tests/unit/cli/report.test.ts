import {
  countIslands,
  describeDevice,
  describeFallback,
  describeReport,
  type CutOutReport,
} from '../../../src/cli/report';
import { FALLBACK_CODES, type IslandReport, type RunReport } from '../../../src/engine';
import { NEEDS_A_LOOK } from '../../../src/support';

const REPORT: CutOutReport = {
  ...{ file: 'a.jpg', width: 8, height: 6, quality: 'best', models: ['u2netp', 'isnet'] },
  ...{ provider: 'wasm', threads: 2, coverage: 0.314, uncertainty: 0.1, repairedPixels: 0 },
  ...{ wasmBytes: 1000 },
  islands: { subjects: 1, holes: 0, possibleHoles: 0 },
  ms: { read: 1, preprocess: 2, inference: 3, refine: 4, postprocess: 5, write: 6, total: 2140 },
  ...{ warnings: ['odd'], outputs: ['a.mask.png'] },
};

describe('what a person reads about a picture', () => {
  it('names the quality, its networks, time and coverage, then files and warnings', () => {
    expect(describeReport(REPORT)).toBe(
      [
        'a.jpg: done (best: u2netp, isnet, CPU, 2 threads, 2.1 s, 31 % subject)',
        '  a.mask.png',
        '  warning: odd',
      ].join('\n'),
    );
  });

  it('advises a look at a mask that the networks were not sure of, and only then', () => {
    const unsure = describeReport({ ...REPORT, uncertainty: NEEDS_A_LOOK });
    const sure = describeReport({ ...REPORT, uncertainty: NEEDS_A_LOOK - 0.01 });

    expect(unsure).toContain('look at this mask');
    expect(sure).not.toContain('look at');
  });
});

describe('what ran a picture', () => {
  const RUN: RunReport = {
    ...{ provider: 'wasm', threads: 2, wasmBytes: 1000, networks: ['isnet'], passes: 1 },
    ...{ preprocessMs: 1, inferenceMs: 2, postprocessMs: 3 },
  };

  it('is the CPU and its threads, or the GPU', () => {
    expect(describeReport({ ...REPORT, threads: 1 })).toContain('CPU, 1 thread,');
    expect(describeReport({ ...REPORT, provider: 'webgpu' })).toContain('isnet, GPU, 2.1 s');
  });

  it('stands in the line of --json, without what there is none of', () => {
    const fallback = { code: 'no-webgpu', reason: 'absent', isRemembered: false } as const;

    expect(describeDevice(RUN)).toEqual({ provider: 'wasm', threads: 2, wasmBytes: 1000 });
    expect(describeDevice({ ...RUN, driver: 'gpu 1.0', fallback })).toEqual({
      ...{ provider: 'wasm', threads: 2, wasmBytes: 1000, driver: 'gpu 1.0', fallback },
    });
  });

  it.each(FALLBACK_CODES)('is told in words where the GPU was asked for: %s', (code) => {
    const words = describeFallback({ code, reason: 'as it says', isRemembered: false });

    expect(words).toMatch(/^The GPU was asked for and the CPU runs: /);
    expect(words).toContain(`(${code}: as it says)`);
  });
});

describe('the islands of a picture, counted', () => {
  const island = (kind: IslandReport['kind'], isKept: boolean): IslandReport => ({
    ...{ id: 'any', kind, isKept, areaFraction: 0.1, meanAlpha: 1, confidence: 1 },
    bounds: { left: 0, top: 0, width: 1, height: 1 },
  });

  it('are the subjects that stay, the holes that are open, and those that might be', () => {
    const islands = [
      ...[island('subject', true), island('subject', true), island('subject', false)],
      ...[island('hole', false), island('hole', true)],
      ...[island('holeCandidate', false), island('holeCandidate', true)],
    ];

    expect(countIslands(islands)).toEqual({ subjects: 2, holes: 2, possibleHoles: 1 });
    expect(countIslands([])).toEqual({ subjects: 0, holes: 0, possibleHoles: 0 });
  });
});
