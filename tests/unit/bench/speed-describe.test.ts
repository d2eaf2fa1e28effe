import { describe as describeReport } from '../../../bench/speed/describe';
import type { Report } from '../../../bench/speed/report';
import { summarise } from '../../../bench/speed/summarise';

const rows = summarise(
  ['peer', 'fast'].map((name, index) => ({
    ...{ name, tool: 'ours' as const, megapixels: 12, residentBytes: undefined },
    privateBytes: index === 0 ? 900e6 : undefined,
    cold: sampleOf(12_000),
    warm: [sampleOf(9000 / (1 + 5 * index))],
  })),
);

function sampleOf(totalMs: number) {
  const stages = { load: 0.1, network: totalMs - 300, enlarge: 300 };
  return { totalMs, networkMs: stages.network, stages, provider: 'wasm', threads: 1 };
}

const REPORT: Report = {
  machine: {
    ...{ processor: 'Tiny 1', cores: 2, memoryBytes: 8e9, loadAtStart: 0.25, node: 'v20' },
  },
  versions: {
    ...{ peer: 'peer 1.0', peerRuntime: 'ort 1', peerData: 'data 1' },
    ...{ runtime: 'ort 2', nativeRuntime: 'node 2' },
  },
  browser: '150',
  rows,
  targets: [{ name: 'faster', wanted: 6, reached: 5.996, isMet: false }],
  agreements: [{ name: 'fast', megapixels: 1, difference: 1.256 }],
  limits: [{ quality: 'fast', modelId: 'u2netp', nativeMs: [700, 720, 900], wasmMs: [1800] }],
  samples: [],
};

describe('describe of the speed bench', () => {
  const lines = describeReport(REPORT).split('\n');

  it('gives a row to each case, with its ratios to the peer', () => {
    expect(lines).toContain(
      '| 12 | peer | wasm | 12.00 (1.00×) | 0.00 | 9.00 | 1.00× | — | — | 8.70 | 900 | 1.00× |',
    );
    expect(lines).toContain(
      '| 12 | fast | wasm | 12.00 (1.00×) | 0.00 | 1.50 | 6.00× | — | — | 1.20 | — | — |',
    );
  });

  it('says where the time goes, without what takes none', () => {
    expect(lines).toContain('| 12 | peer | network 8700 · enlarge 300 |');
  });

  it('keeps every row of a table as wide as its headings', () => {
    const widths = (heading: string): number[] => {
      const from = lines.findIndex((line) => line.startsWith(heading));
      const length = lines.slice(from).findIndex((line) => !line.startsWith('|'));
      return lines.slice(from, from + length).map((line) => line.split('|').length);
    };

    expect(new Set(widths('| MP | tool | provider')).size).toBe(1);
    expect(new Set(widths('| MP | tool | where')).size).toBe(1);
  });

  it('names machine, versions, agreement, limit and what was not reached', () => {
    const text = lines.join('\n');

    expect(text).toContain('Tiny 1, 2 cores, 8 GB; load at the start 0.25');
    expect(text).toContain('peer 1.0 on ort 1');
    expect(text).toContain('fast and peer differ by 1.26 of 255 on average (1 MP).');
    expect(text).toContain('u2netp in Node: native 0.72 s, wasm 1.80 s: wasm takes 2.50×.');
    expect(text).toContain('- faster: 6.00, wanted 6: NOT met');
  });

  it('warns where other work had the machine', () => {
    const machine = { ...REPORT.machine, loadAtStart: 1.01 };

    expect(lines[0]).not.toContain('busy');
    expect(describeReport({ ...REPORT, machine }).split('\n')[0]).toContain('busy');
  });

  it('has no tables where nothing ran in a browser', () => {
    const text = describeReport({ ...REPORT, rows: [], browser: undefined });

    expect(text).not.toContain('| MP |');
    expect(text).not.toContain('Chromium');
  });
});
