import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Packages } from './packages';
import { RUNTIME_FILE, toPeerResources } from './peer-resources';

export interface BenchServer {
  /** Without a slash at the end. */
  readonly origin: string;
  close(): void;
}

interface ServeOptions {
  readonly projectFolder: string;
  readonly packages: Packages;
  /** Raw RGBA by megapixels; served as /pixels/MEGAPIXELS. */
  readonly pictures: ReadonlyMap<number, Buffer>;
}

/**
 * Serves both pages and all that they load, to this machine alone. Nothing isolates their origin: without shared memory no
 * runtime can start threads.
 */
export async function serve(options: ServeOptions): Promise<BenchServer> {
  const texts = await textsFor(options.packages);
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    const text = texts.get(url);
    const pixels = options.pictures.get(Number(/^\/pixels\/(\d+)$/.exec(url)?.[1]));
    if (text !== undefined) send(response, url, Buffer.from(text));
    else if (pixels) send(response, url, pixels);
    else void sendFile(response, url, fileFor(url, options));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function textsFor(packages: Packages): Promise<ReadonlyMap<string, string>> {
  const resources = path.join(packages.peerData, 'dist/resources.json');
  const published = JSON.parse(await readFile(resources, 'utf8')) as Parameters<
    typeof toPeerResources
  >[0];
  const sizeOf = async (ending: string) =>
    (await stat(path.join(packages.peerRuntime, `dist/${RUNTIME_FILE}.${ending}`))).size;
  const sizes = { wasm: await sizeOf('wasm'), mjs: await sizeOf('mjs') };
  return new Map([
    ['/ours.html', page('ours.js', '')],
    ['/peer.html', page('peer.js', IMPORT_MAP)],
    ['/favicon.ico', ''],
    ['/peer/data/resources.json', JSON.stringify(toPeerResources(published, sizes))],
  ]);
}

/** The peer asks for its runtime by name. */
const IMPORT_MAP =
  '<script type="importmap">{ "imports": { "onnxruntime-web": "/peer/ort.mjs" } }</script>';

function page(script: string, head: string): string {
  return `<!doctype html><meta charset="utf-8">${head}<script src="/build/${script}"></script>`;
}

/** Undefined where the address is nobody's. */
function fileFor(url: string, { projectFolder, packages }: ServeOptions): string | undefined {
  const folders: Readonly<Record<string, string | undefined>> = {
    build: path.join(projectFolder, 'build/speed'),
    models: path.join(projectFolder, 'models'),
    wasm: path.join(packages.runtime, 'dist'),
    data: url.includes(RUNTIME_FILE)
      ? path.join(packages.peerRuntime, 'dist')
      : path.join(packages.peerData, 'dist'),
  };
  if (url === '/peer/index.mjs') return path.join(packages.peer, 'dist/index.mjs');
  if (url === '/peer/ort.mjs') return path.join(packages.peerRuntime, 'dist/ort.bundle.min.mjs');
  const [, folder = '', name] = /^\/(?:peer\/)?(\w+)\/([\w.-]+)$/.exec(url) ?? [];
  const base = folders[folder];
  return base && name ? path.join(base, name) : undefined;
}

async function sendFile(response: ServerResponse, url: string, file: string | undefined) {
  const found = file === undefined ? undefined : await stat(file).catch(() => undefined);
  if (file === undefined || !found?.isFile()) response.writeHead(404).end();
  else createReadStream(file).pipe(response.writeHead(200, headersFor(url, found.size)));
}

function send(response: ServerResponse, url: string, body: Buffer): void {
  response.writeHead(200, headersFor(url, body.length)).end(body);
}

function headersFor(url: string, length: number): Record<string, string | number> {
  const type = TYPES[path.extname(url)] ?? 'application/octet-stream';
  return { 'Content-Type': type, 'Content-Length': length, 'Cache-Control': 'no-store' };
}

const TYPES: Readonly<Record<string, string | undefined>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};
