import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type SimulatorServer, serveSimulator } from '../../../simulator/server/serve';

const PAGE = '<!doctype html>\n<html lang="en"><meta charset="utf-8">\u00e9</html>\n';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}

let root: string;
let server: SimulatorServer;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'simulator-server-'));
  await lay('dist/plugin/panel.html', PAGE);
  await lay('dist/plugin/index.js', 'exports.host = true;');
  await lay('dist/plugin/wasm/runtime.wasm', '\0asm');
  await lay('dist/plugin/models/net.onnx', 'weights');
  await lay('dist/simulator/index.html', '<!doctype html><title>Simulated Photoshop</title>');
  await lay('dist/secret.txt', 'not served');
  await lay('package.json', '{}');
  server = await serveSimulator({ root, port: 0 });
});

afterAll(async () => {
  await server.close();
  await rm(root, { recursive: true });
});

describe('the simulator server', () => {
  it('listens on the loopback address alone', () => {
    expect(new URL(server.url).hostname).toBe('127.0.0.1');
  });

  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/plugin/index.js', 'text/javascript; charset=utf-8'],
    ['/plugin/wasm/runtime.wasm', 'application/wasm'],
    ['/plugin/models/net.onnx', 'application/octet-stream'],
  ])('sends %s as %s', async (address, type) => {
    const answer = await ask(address);

    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe(type);
  });

  it.each([
    '/plugin/../secret.txt',
    '/plugin/..%2fsecret.txt',
    '/plugin/%2e%2e/secret.txt',
    '/plugin/%2e%2e%2f%2e%2e%2fpackage.json',
    '/plugin/..%5csecret.txt',
    '/plugin//etc/passwd',
    '/plugin/panel.html%00.js',
    '/plugin/%E0%A4%A',
    '/simulator/../../package.json',
    '/package.json',
    '/plugin/',
    '/plugin/absent.js',
  ])('has nothing at %s', async (address) => {
    const answer = await ask(address);

    expect(answer.status).toBe(404);
    expect(answer.body).toHaveLength(0);
  });

  it('puts the uxpHost script before a plugin page and leaves its bytes as they are', async () => {
    const { body, headers } = await ask('/plugin/panel.html');

    const page = Buffer.from(PAGE);
    const injected = body.subarray(0, body.length - page.length).toString();
    expect(body.subarray(body.length - page.length).equals(page)).toBe(true);
    expect(injected).toBe('<!doctype html><script src="/simulator/uxp-host.js"></script>');
    expect(headers['content-length']).toBe(String(body.length));
  });

  it('leaves scripts and its own page without injection', async () => {
    const script = await ask('/plugin/index.js');
    const own = await ask('/');

    expect(script.body.toString()).toBe('exports.host = true;');
    expect(own.body.toString()).toBe('<!doctype html><title>Simulated Photoshop</title>');
  });

  it('lets opaque origins fetch in the relaxed folder alone', async () => {
    const strict = await ask('/plugin/models/net.onnx');
    const relaxed = await ask('/plugin-relaxed/models/net.onnx');

    expect(strict.headers).not.toHaveProperty('access-control-allow-origin');
    expect(relaxed.headers['access-control-allow-origin']).toBe('null');
  });

  it('answers HEAD with the headers of GET and no body', async () => {
    const answer = await ask('/plugin/models/net.onnx', { method: 'HEAD' });

    expect(answer.status).toBe(200);
    expect(answer.headers['content-length']).toBe('7');
    expect(answer.body).toHaveLength(0);
  });

  it('refuses to change anything', async () => {
    expect((await ask('/plugin/index.js', { method: 'PUT' })).status).toBe(405);
  });

  it('refuses a foreign name that was pointed at this machine', async () => {
    expect((await ask('/', { host: 'rebound.example' })).status).toBe(403);
  });

  it('takes the next free port where one is in use', async () => {
    const port = Number(new URL(server.url).port);

    const second = await serveSimulator({ root, port });

    expect(Number(new URL(second.url).port)).toBeGreaterThan(port);
    await second.close();
  });
});

async function lay(file: string, content: string): Promise<void> {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), content);
}

/** Node's own client, because `fetch` would resolve the dots of a path before it sends it. */
function ask(address: string, { method = 'GET', host = '127.0.0.1' } = {}): Promise<Answer> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const asked = request(
      { hostname, port, path: address, method, headers: { host } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const { statusCode: status = 0, headers } = response;
          resolve({ status, headers, body: Buffer.concat(chunks) });
        });
      },
    );
    asked.once('error', reject);
    asked.end();
  });
}
