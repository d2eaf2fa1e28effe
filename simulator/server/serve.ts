import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { contentTypeOf } from './content-types';
import { withUxpHost } from './inject-uxp-host';
import { type Route, routeOf } from './route';

const LOOPBACK = '127.0.0.1';
const LAST_PORT = 65_535;

export interface SimulatorServer {
  /** Where the simulator's first page is, with a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

export interface ServeOptions {
  /** The repository: the folder that holds `dist`, `simulator` and `node_modules`. */
  readonly root: string;
  /** The first port to try; the next free one is taken where it is in use. 0 lets the system choose. */
  readonly port: number;
}

/** Serves the built simulator and plugin to this machine alone. */
export async function serveSimulator({ root, port }: ServeOptions): Promise<SimulatorServer> {
  const server = createServer((request, response) => void answer(root, request, response));
  const taken = await listen(server, port);
  return {
    url: `http://${LOOPBACK}:${taken}/`,
    close: () => closed(server),
  };
}

async function listen(server: Server, first: number): Promise<number> {
  for (let port = first; port <= LAST_PORT; port += 1) {
    const taken = await tryPort(server, port);
    if (taken !== undefined) return taken;
  }
  throw new Error(`No port from ${first} up to ${LAST_PORT} is free.`);
}

function tryPort(server: Server, port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    };
    server.once('error', onError);
    server.listen({ port, host: LOOPBACK }, () => {
      server.off('error', onError);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

async function answer(root: string, request: IncomingMessage, response: ServerResponse) {
  try {
    const status = refusal(request) ?? (await send(root, request, response));
    if (status !== undefined) response.writeHead(status).end();
  } catch {
    // The browser went away in the middle of a file, or the file went away: nobody is left to tell.
    response.destroy();
  }
}

/** A foreign `Host` means that some web page has pointed its own name at this machine. */
function refusal({ method, headers }: IncomingMessage): number | undefined {
  if (method !== 'GET' && method !== 'HEAD') return 405;
  const host = (headers.host ?? '').replace(/:\d+$/, '');
  return host === LOOPBACK || host === 'localhost' ? undefined : 403;
}

/** Sends the file that the request names, or gives the status that says why there is none. */
async function send(root: string, request: IncomingMessage, response: ServerResponse) {
  const [requestPath = ''] = (request.url ?? '').split('?');
  const route = routeOf(root, requestPath);
  if (route === undefined) return 404;
  const found = await stat(route.file).catch(() => undefined);
  if (!found?.isFile()) return 404;
  if (route.kind === 'plugin-page') await sendPage(route, request, response);
  else await sendFile(route, found.size, request, response);
  return undefined;
}

async function sendPage(route: Route, request: IncomingMessage, response: ServerResponse) {
  const page = withUxpHost(await readFile(route.file));
  response.writeHead(200, headersOf(route, page.length));
  response.end(request.method === 'HEAD' ? undefined : page);
}

async function sendFile(
  route: Route,
  size: number,
  request: IncomingMessage,
  response: ServerResponse,
) {
  response.writeHead(200, headersOf(route, size));
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(route.file), response);
}

function headersOf(route: Route, size: number): Record<string, string> {
  return {
    'Content-Type': contentTypeOf(route.file),
    'Content-Length': String(size),
    // A rebuilt bundle must show at the next reload.
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...(route.allowsOpaqueOrigin ? { 'Access-Control-Allow-Origin': 'null' } : {}),
    ...(route.kind === 'simulator-page' ? { 'Content-Security-Policy': APP_POLICY } : {}),
  };
}

/**
 * The simulator's own page reaches nothing but this server. `unsafe-eval` is how it runs the plugin's host bundle;
 * `frame-src` keeps a webview from being navigated anywhere else.
 */
const APP_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
