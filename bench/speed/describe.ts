import { BASELINE } from './cases';
import type { NativeLimit } from './native-limit';
import type { Agreement, Report } from './report';
import { median, ratio, type Row } from './summarise';
import type { Target } from './targets';

/** A report as Markdown, for people. */
export function describe(report: Report): string {
  const { rows, agreements, limits, targets } = report;
  const parts = [
    describeWhere(report),
    ...(rows.length > 0 ? [LEGEND, speedTable(rows), stageTable(rows)] : []),
    ...agreements.map(describeAgreement),
    ...limits.map(describeLimit),
    ...(targets.length > 0 ? [targets.map(describeTarget).join('\n')] : []),
  ];
  return parts.join('\n\n');
}

function describeWhere({ machine, versions, browser }: Report): string {
  const { processor, cores, memoryBytes, loadAtStart, node } = machine;
  const isBusy = loadAtStart > BUSY * cores;
  return [
    ...(isBusy ? ['**The machine is busy with other work: believe only the cpu columns.**'] : []),
    `${processor}, ${cores} cores, ${(memoryBytes / 1e9).toFixed(0)} GB; load at the start ${loadAtStart.toFixed(2)}`,
    `${browser === undefined ? '' : `Chromium ${browser}, `}Node ${node}, one thread`,
    `the peer: ${versions.peer} on ${versions.peerRuntime}; Offcut: on ${versions.runtime}`,
  ].join('  \n');
}

/** Load per core from which on the clock measures others, too. */
const BUSY = 0.5;

const LEGEND =
  'Medians of the warm runs; `speed` is how many times as fast as the peer. `cpu` is what processors did for the page, ' +
  'the fairer figure where the machine is busy. `peak MB` is the private memory of the renderer processes, seen every ' +
  "100 ms over all runs, with the picture itself; `memory` is its share of the peer's.";

function speedTable(rows: readonly Row[]): string {
  return table(
    [
      'MP',
      'tool',
      'provider',
      'cold s',
      'of it loading',
      'warm s',
      'speed',
      'cpu s',
      'speed',
      'network s',
      'peak MB',
      'memory',
    ],
    rows.map((row) => [
      String(row.megapixels),
      row.name,
      row.provider,
      `${seconds(row.coldMs)} (${times(row.coldSpeed)})`,
      seconds(row.loadMs),
      seconds(row.warmMs),
      times(row.warmSpeed),
      row.processorMs === undefined ? '—' : seconds(row.processorMs),
      times(row.processorSpeed),
      seconds(row.networkMs),
      row.privateBytes === undefined ? '—' : (row.privateBytes / 1e6).toFixed(0),
      times(row.memoryShare),
    ]),
  );
}

/** Where the time of a warm run goes; what takes no millisecond is left out. */
function stageTable(rows: readonly Row[]): string {
  return table(
    ['MP', 'tool', 'where the warm time goes, ms'],
    rows.map(({ megapixels, name, stages }) => [
      String(megapixels),
      name,
      Object.entries(stages)
        .filter(([, ms]) => ms >= 0.5)
        .map(([stage, ms]) => `${stage} ${ms.toFixed(0)}`)
        .join(' · '),
    ]),
  );
}

function table(headings: readonly string[], lines: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...lines.map(line)].join('\n');
}

function describeAgreement({ name, megapixels, difference }: Agreement): string {
  const levels = difference.toFixed(2);
  return `${name} and ${BASELINE} differ by ${levels} of 255 on average (${megapixels} MP).`;
}

function describeLimit({ modelId, nativeMs, wasmMs }: NativeLimit): string {
  const [native, wasm] = [median(nativeMs), median(wasmMs)];
  return (
    `${modelId} in Node: native ${seconds(native)} s, wasm ${seconds(wasm)} s: ` +
    `wasm takes ${times(ratio(wasm, native))}.`
  );
}

function describeTarget({ name, wanted, reached, isMet }: Target): string {
  return `- ${name}: ${reached?.toFixed(2) ?? '—'}, wanted ${wanted}: ${isMet ? 'met' : 'NOT met'}`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}

function times(factor: number | undefined): string {
  return factor === undefined ? '—' : `${factor.toFixed(2)}×`;
}
