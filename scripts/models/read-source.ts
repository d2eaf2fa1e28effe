import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ModelSource } from '../../src/models';

interface ChunkList {
  readonly chunks: readonly { readonly hash: string }[];
}

/** The published weights, whole and unverified, from the installed package. Rejects as `readFile` does. */
export async function readSource(root: string, source: ModelSource): Promise<Uint8Array> {
  const [file = '', key] = source.file.split('#');
  const place = path.join(root, 'node_modules', source.package, file);
  const published = await readFile(place);
  return key === undefined ? published : readChunks(path.dirname(place), published, key);
}

async function readChunks(folder: string, list: Uint8Array, key: string): Promise<Uint8Array> {
  const lists = JSON.parse(Buffer.from(list).toString('utf8')) as Record<string, ChunkList>;
  const chunks = lists[key]?.chunks ?? [];
  return Buffer.concat(
    await Promise.all(chunks.map(({ hash }) => readFile(path.join(folder, hash)))),
  );
}
