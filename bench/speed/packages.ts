import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** Folders of packages: ours, and the bench's own. */
export interface Packages {
  /** The peer. AGPL: measured here, never shipped. */
  readonly peer: string;
  /** The runtime that the peer asks for. */
  readonly peerRuntime: string;
  /** The published weights, in the peer's own chunks. */
  readonly peerData: string;
  /** The runtime that ships. */
  readonly runtime: string;
  readonly nativeRuntime: string;
}

/** @throws Error that says how to install what is missing */
export function locatePackages(projectFolder: string): Packages {
  const own = path.join(projectFolder, 'node_modules');
  const bench = path.join(projectFolder, 'bench/node_modules');
  const packages = {
    peer: path.join(bench, '@imgly/background-removal'),
    peerRuntime: path.join(bench, 'onnxruntime-web'),
    peerData: path.join(own, '@imgly/background-removal-data'),
    runtime: path.join(own, 'onnxruntime-web'),
    nativeRuntime: path.join(own, 'onnxruntime-node'),
  };
  const missing = Object.values(packages).find((folder) => !existsSync(folder));
  if (missing === undefined) return packages;
  const command = missing.startsWith(bench) ? 'npm ci --prefix bench' : 'npm ci';
  const name = path.relative(missing.startsWith(bench) ? bench : own, missing);
  throw new Error(`${name} is not installed. Run: ${command}`);
}

/** Name and version of each. */
export async function versionsOf(packages: Packages): Promise<Record<keyof Packages, string>> {
  const entries = Object.entries(packages).map(async ([key, folder]: [string, string]) => {
    const text = await readFile(path.join(folder, 'package.json'), 'utf8');
    const { name, version } = JSON.parse(text) as {
      readonly name: string;
      readonly version: string;
    };
    return [key, `${name} ${version}`] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as Record<keyof Packages, string>;
}
