/**
 * A worker made from its source text, because a page of an opaque origin may start none from a file. The URL is revoked
 * when the worker first speaks: some engines have not read it before that.
 */
export function spawnBlobWorker(source: string): Worker {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const revoke = () => URL.revokeObjectURL(url);
  const worker = new Worker(url, { name: 'offcut-engine' });
  worker.addEventListener('message', revoke, { once: true });
  worker.addEventListener('error', revoke, { once: true });
  return worker;
}
