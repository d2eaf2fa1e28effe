/** Where a UXP path points to; folders end in nothing, files are named without a leading slash. */
export interface Place {
  readonly scheme: 'plugin' | 'plugin-data';
  readonly path: string;
}

/** @throws when the path has another scheme, or climbs out of its folder. */
export function parsePath(path: unknown): Place {
  const match = /^(plugin|plugin-data):\/*(.*)$/.exec(String(path));
  const rest = match?.[2]?.replace(/\/+$/, '') ?? '';
  if (match === null || rest.split('/').includes('..'))
    throw createFileError('EACCES', `permission denied, ${String(path)}`);
  return { scheme: match[1] as Place['scheme'], path: rest };
}

/** An error in the manner of libuv. */
export function createFileError(code: string, message: string): Error & { readonly code: string } {
  return Object.assign(new Error(`${code}: ${message}`), { code });
}

export function createMissing(path: unknown): Error {
  return createFileError('ENOENT', `no such file or directory, ${String(path)}`);
}
