import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { WEBKIT_DRIVER, XVFB } from './browsers';

/** What a suite needs of WebKitGTK: the class of engine that Photoshop's web view is on macOS. */
export interface WebKit {
  navigate(url: string): Promise<void>;
  /** Runs a function body in the page; its last argument is the callback that takes the answer. */
  executeAsync(body: string, ...args: readonly unknown[]): Promise<unknown>;
  execute(body: string, ...args: readonly unknown[]): Promise<unknown>;
  close(): Promise<void>;
}

/** Starts a display, the driver and one browser window; `close` ends all three. */
export async function launchWebKit(): Promise<WebKit> {
  const display = `:${String(90 + (process.pid % 9))}`;
  const xvfb = spawn(XVFB, [display, '-screen', '0', '1024x768x24'], {
    stdio: 'ignore',
    detached: true,
  });
  const port = await freePort();
  const driver = spawn(WEBKIT_DRIVER, [`--port=${String(port)}`], {
    stdio: 'ignore',
    detached: true,
    env: { ...process.env, DISPLAY: display, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' },
  });
  const stop = (): void => [driver, xvfb].forEach(kill);
  try {
    return await openSession(`http://127.0.0.1:${String(port)}`, stop);
  } catch (error) {
    stop();
    throw error;
  }
}

async function openSession(driver: string, stop: () => void): Promise<WebKit> {
  const capabilities = {
    alwaysMatch: {
      'webkitgtk:browserOptions': { args: ['--automation'] },
      timeouts: { script: 300_000, pageLoad: 60_000 },
    },
  };
  await retry(() => ask(driver, 'GET', '/status'));
  const { sessionId } = (await ask(driver, 'POST', '/session', { capabilities })) as {
    sessionId: string;
  };
  const session = `${driver}/session/${sessionId}`;
  return {
    navigate: async (url) => {
      await ask(session, 'POST', '/url', { url });
    },
    execute: (script, ...args) => ask(session, 'POST', '/execute/sync', { script, args }),
    executeAsync: (script, ...args) => ask(session, 'POST', '/execute/async', { script, args }),
    close: async () => {
      // A window that is already gone is closed enough.
      await ask(session, 'DELETE', '').catch(() => undefined);
      stop();
    },
  };
}

async function ask(base: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(base + path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const { value } = (await response.json()) as { value: unknown };
  if (!response.ok) throw new Error(`WebDriver ${path}: ${JSON.stringify(value)}`);
  return value;
}

async function retry<T>(work: () => Promise<T>, triesLeft = 50): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (triesLeft === 0) throw error;
    await new Promise((resolve) => setTimeout(resolve, 100));
    return retry(work, triesLeft - 1);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** The whole process group: the driver's browser must not outlive it. */
function kill({ pid }: ChildProcess): void {
  if (pid !== undefined) process.kill(-pid, 'SIGKILL');
}
