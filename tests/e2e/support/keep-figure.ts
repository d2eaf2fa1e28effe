import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';

const ARTIFACTS = path.join(__dirname, '../../../artifacts');

/** Adds one measured figure to artifacts/figures.tsv, from where docs/quality.md takes it. */
export function keepFigure(what: string, figure: number): void {
  mkdirSync(ARTIFACTS, { recursive: true });
  appendFileSync(path.join(ARTIFACTS, 'figures.tsv'), `${what}\t${figure.toPrecision(3)}\n`);
}
