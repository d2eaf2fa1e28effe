import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isAbort, OffcutError, throwIfAborted } from '../support';

/**
 * Lets `write` fill a temporary file beside `path` and renames it, so that `path` is either whole or untouched. An
 * interrupt waits for `write`, removes the temporary file and becomes an AbortError; only here, so that at any other
 * time an interrupt ends the program at once, even in the middle of a network run.
 * @throws file-unwritable, AbortError
 */
export async function writeAtomically(
  path: string,
  write: (temporaryPath: string) => Promise<void>,
): Promise<void> {
  const temporaryPath = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}`);
  const interrupt = new AbortController();
  const onInterrupt = (): void => {
    interrupt.abort();
  };
  process.on('SIGINT', onInterrupt);
  try {
    await write(temporaryPath);
    throwIfAborted(interrupt.signal);
    await rename(temporaryPath, path);
  } catch (error) {
    await rm(temporaryPath, { force: true });
    throw isAbort(error) ? error : unwritable(path, error);
  } finally {
    process.off('SIGINT', onInterrupt);
  }
}

/** @throws file-unwritable */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    throw unwritable(path, error);
  }
}

function unwritable(path: string, cause: unknown): OffcutError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new OffcutError('file-unwritable', reason, { context: { file: basename(path) }, cause });
}
