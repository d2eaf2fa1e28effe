import type { HostMethod } from '../api';
import type { FileStore } from './file-store';
import { createFileError, createMissing } from './paths';

interface OpenFile {
  readonly path: string;
  readonly isWritable: boolean;
  position: number;
}

/** `require('fs')`, in its promise form: callbacks are not simulated. */
export function createFs(files: FileStore, beforeCall: (method: HostMethod) => Promise<void>) {
  const opened = new Map<number, OpenFile>();
  return {
    openFiles: () => opened.size,
    module: {
      ...createWholeFiles(files, beforeCall),
      ...createDescriptors(files, opened, beforeCall),
    },
  };
}

type BeforeCall = (method: HostMethod) => Promise<void>;

interface Options {
  readonly encoding?: string;
  readonly flag?: string;
}

function createWholeFiles(files: FileStore, beforeCall: BeforeCall) {
  return {
    readFile: async (path: unknown, { encoding }: Options = {}) => {
      await beforeCall('readFile');
      return decode(await files.read(path, 0, Number.MAX_SAFE_INTEGER), encoding);
    },
    /** The length of what was written: characters of a string, else bytes. */
    writeFile: async (path: unknown, content: unknown, { flag = 'w' }: Options = {}) => {
      await beforeCall('writeFile');
      if (flag !== 'w') throw createFileError('EINVAL', `the flag ${flag} is not simulated`);
      const bytes = encode(content);
      files.write(path, bytes);
      return typeof content === 'string' ? content.length : bytes.byteLength;
    },
    lstat: async (path: unknown) => {
      const size = await files.size(path);
      if (size === undefined) throw createMissing(path);
      return { size, isFile: () => true, isDirectory: () => false };
    },
    /** Takes the place of a file that has the new name already, as libuv does. */
    rename: async (from: unknown, to: unknown) => {
      await beforeCall('rename');
      files.write(to, await files.read(from, 0, Number.MAX_SAFE_INTEGER));
      files.remove(from);
      return 0;
    },
    unlink: async (path: unknown) => {
      files.remove(path);
      return Promise.resolve(0);
    },
    readdir: async (path: unknown) => Promise.resolve(files.list(path)),
  };
}

function createDescriptors(
  files: FileStore,
  opened: Map<number, OpenFile>,
  beforeCall: BeforeCall,
) {
  let nextDescriptor = 3;
  const expect = (descriptor: unknown) => {
    const file = opened.get(Number(descriptor));
    if (file === undefined) throw createFileError('EBADF', 'bad file descriptor');
    return file;
  };
  return {
    open: async (path: unknown, flag = 'r') => {
      await beforeCall('open');
      if (!['r', 'w', 'w+'].includes(flag))
        throw createFileError('EINVAL', `the flag ${flag} is not simulated`);
      if (flag !== 'r') files.write(path, new Uint8Array());
      else if ((await files.size(path)) === undefined) throw createMissing(path);
      const descriptor = nextDescriptor;
      nextDescriptor += 1;
      opened.set(descriptor, { path: String(path), isWritable: flag !== 'r', position: 0 });
      return descriptor;
    },
    /** At `position`, or with -1 where the last such transfer ended. */
    read: async (...[descriptor, buffer, offset, length, position]: TransferArguments) => {
      await beforeCall('read');
      const file = expect(descriptor);
      const into = checkTransfer(buffer, offset, length, position);
      const bytes = await files.read(file.path, position < 0 ? file.position : position, length);
      into.set(bytes);
      if (position < 0) file.position += bytes.byteLength;
      return { bytesRead: bytes.byteLength, buffer };
    },
    write: async (...[descriptor, buffer, offset, length, position]: TransferArguments) => {
      await beforeCall('writeFile');
      const file = expect(descriptor);
      if (!file.isWritable) throw createFileError('EBADF', 'the file is open for reading');
      const from = checkTransfer(buffer, offset, length, position);
      const start = position < 0 ? file.position : position;
      const before = await files.read(file.path, 0, Number.MAX_SAFE_INTEGER);
      const after = new Uint8Array(Math.max(before.byteLength, start + length));
      after.set(before);
      after.set(from, start);
      files.write(file.path, after);
      if (position < 0) file.position += length;
      return { bytesWritten: length, buffer };
    },
    close: async (descriptor: unknown) => {
      expect(descriptor);
      opened.delete(Number(descriptor));
      return Promise.resolve(0);
    },
  };
}

type TransferArguments = [
  descriptor: unknown,
  buffer: unknown,
  offset: number,
  length: number,
  position: number,
];

/** The stretch of the buffer that a transfer is about. Only an ArrayBuffer is documented, so only that is accepted. */
function checkTransfer(
  buffer: unknown,
  offset: number,
  length: number,
  position: number,
): Uint8Array {
  if (!(buffer instanceof ArrayBuffer)) throw new TypeError('Expected an ArrayBuffer');
  if (![offset, length, position].every(Number.isInteger) || position < -1)
    throw new TypeError('Expected offset, length and position in whole bytes');
  if (offset < 0 || length < 0 || offset + length > buffer.byteLength)
    throw new RangeError('The transfer does not fit into the buffer');
  return new Uint8Array(buffer, offset, length);
}

function decode(bytes: Uint8Array, encoding: string | undefined): string | ArrayBufferLike {
  if (encoding === undefined) return bytes.slice().buffer;
  return new TextDecoder(encoding).decode(bytes);
}

function encode(content: unknown): Uint8Array {
  if (typeof content === 'string') return new TextEncoder().encode(content);
  if (content instanceof ArrayBuffer) return new Uint8Array(content);
  if (ArrayBuffer.isView(content))
    return new Uint8Array(content.buffer, content.byteOffset, content.byteLength);
  throw new TypeError('Expected a string, an ArrayBuffer or a view of one');
}
