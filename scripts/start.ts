import { spawn } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { serveSimulator } from '../simulator/server/serve';

/**
 * Serves the built simulator to this machine and opens it in the default browser. Ctrl+C stops it.
 *
 *     tsx scripts/start.ts [--port N] [--no-open]
 */
const DEFAULT_PORT = '8377';
const OPENERS: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  // `start` is a word of cmd; its first quoted argument would be the window's title.
  win32: ['cmd', '/c', 'start', ''],
};

await main();

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: DEFAULT_PORT },
      'no-open': { type: 'boolean', default: false },
    },
  });
  const server = await serveSimulator({
    root: path.join(import.meta.dirname, '..'),
    port: portOf(values.port),
  });
  process.stdout.write(`Simulated Photoshop: ${server.url}\nCtrl+C stops it.\n`);
  process.once('SIGINT', () => void server.close());
  process.once('SIGTERM', () => void server.close());
  if (!values['no-open']) openInBrowser(server.url);
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new RangeError(`Expected a port from 0 to 65535 for --port but received ${text}`);
}

/** A machine without a desktop has no opener: the address is printed already, so that is only a notice. */
function openInBrowser(url: string): void {
  const [command, ...words] = OPENERS[process.platform] ?? ['xdg-open'];
  const opener = spawn(command, [...words, url], { stdio: 'ignore', detached: true });
  const onFailure = (): void => {
    process.stdout.write('No browser could be opened from here: open the address yourself.\n');
  };
  opener.once('error', onFailure);
  opener.once('exit', (code) => {
    if (code !== 0) onFailure();
  });
  opener.unref();
}
