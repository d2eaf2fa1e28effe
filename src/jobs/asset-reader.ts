import { readBlob, type HostClient } from '../bridge';
import type { ReadAsset } from '../engine';
import { isAbort, type CancelSignal } from '../support';

/** The part of the platform's `fetch` that is used here. */
type FetchFile = (path: string, options: { readonly signal: AbortSignal }) => Promise<Response>;

/**
 * Reads the plugin's own files: by a relative fetch where the webview allows it (no base64, no host), else in chunks
 * over the bridge. A way that once failed where the other served is not tried again.
 */
export function createAssetReader(host: HostClient, fetchFile: FetchFile = fetch): ReadAsset {
  let isFetchRefused = false;
  return async (path, { signal, onProgress = () => undefined } = {}) => {
    const options = { signal: toAbortSignal(signal), onProgress };
    const fetched = isFetchRefused ? undefined : await fetchWhole(fetchFile, path, options.signal);
    const bytes = fetched ?? (await readOverBridge(host, path, options));
    isFetchRefused = fetched === undefined;
    onProgress(1);
    return bytes;
  };
}

/** The file's bytes, or `undefined` where the webview refuses, whatever its way to say so: then the bridge serves. */
async function fetchWhole(
  fetchFile: FetchFile,
  path: string,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  try {
    const response = await fetchFile(path, { signal });
    if (!response.ok || response.type === 'opaque') return undefined;
    const bytes = new Uint8Array(await response.arrayBuffer());
    return isWhole(response, bytes.byteLength) ? bytes : undefined;
  } catch (error) {
    if (isAbort(error)) throw error;
    return undefined;
  }
}

/** A `file://` reply names no length and may be empty instead of refused. */
function isWhole(response: Response, byteLength: number): boolean {
  const named = response.headers.get('content-length');
  const isEncoded = response.headers.has('content-encoding');
  return byteLength > 0 && (named === null || isEncoded || Number(named) === byteLength);
}

async function readOverBridge(
  host: HostClient,
  path: string,
  options: { readonly signal: AbortSignal; readonly onProgress: (fraction: number) => void },
): Promise<Uint8Array> {
  const blob = await host.call('openAsset', { path }, { signal: options.signal });
  return readBlob(host, blob, options);
}

/** The engine names cancellation by its own small type; the platform wants its `AbortSignal`. */
function toAbortSignal(signal: CancelSignal | undefined): AbortSignal {
  if (signal instanceof AbortSignal) return signal;
  const controller = new AbortController();
  if (signal?.aborted) controller.abort();
  signal?.addEventListener('abort', () => controller.abort(), { once: true });
  return controller.signal;
}
