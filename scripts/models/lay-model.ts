import { createHash } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { verifyWeights } from '../../src/models';
import type { ModelDescriptor, PinnedFile, Sha256 } from '../../src/models';
import { OffcutError } from '../../src/support';
import { prepareModel } from './prepare-model';
import { readSource } from './read-source';

/** Node's SHA-256 behind the signature that every platform shares. */
export const nodeSha256: Sha256 = (bytes) =>
  Promise.resolve(createHash('sha256').update(bytes).digest());

/**
 * Makes sure that a model's prepared weights lie at its path below `root`; true when they had to be written.
 * @throws model-missing, model-truncated, model-altered, each naming the file and the command that mends it.
 */
export async function layModel(root: string, model: ModelDescriptor): Promise<boolean> {
  if (await isLaid(root, model)) return false;
  const prepared = prepareModel(await verifiedSource(root, model), model);
  await mending('check the pins in models/registry.json', () =>
    verifyWeights(model, prepared, nodeSha256),
  );
  await writeWhole(path.join(root, model.path), prepared);
  return true;
}

/** @throws model-missing, model-truncated, model-altered when what lies at the model's path is not its prepared weights. */
export async function checkModel(
  root: string,
  model: ModelDescriptor,
  remedy = 'npm run models',
): Promise<void> {
  await mending(remedy, async () => {
    const bytes = await readFile(path.join(root, model.path)).catch(missing(model));
    await verifyWeights(model, bytes, nodeSha256);
  });
}

function isLaid(root: string, model: ModelDescriptor): Promise<boolean> {
  return checkModel(root, model).then(
    () => true,
    () => false,
  );
}

async function verifiedSource(root: string, model: ModelDescriptor): Promise<Uint8Array> {
  const { source } = model;
  const published: PinnedFile = {
    ...source,
    path: `node_modules/${source.package}/${source.file}`,
  };
  return mending('npm ci', async () => {
    const bytes = await readSource(root, source).catch(missing(published));
    await verifyWeights(published, bytes, nodeSha256);
    return bytes;
  });
}

function missing({ path: file }: PinnedFile): (cause: unknown) => never {
  return (cause) => {
    throw new OffcutError('model-missing', `${file} cannot be read`, { context: { file }, cause });
  };
}

/** Adds the way out to a failure of `work`. */
async function mending<T>(remedy: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof OffcutError)) throw error;
    const { code, message, context } = error;
    throw new OffcutError(code, `${message}. To mend it: ${remedy}`, { context, cause: error });
  }
}

/** Under another name first, so that nobody ever sees half a file. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(unfinished, bytes);
    await rename(unfinished, file);
  } finally {
    await rm(unfinished, { force: true });
  }
}
