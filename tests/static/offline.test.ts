import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const PLUGIN = path.join(__dirname, '../../dist/plugin');
const built = (file: string): string => {
  const place = path.join(PLUGIN, file);
  if (!existsSync(place))
    throw new Error(`dist/plugin/${file} is missing: run "npm run build" first`);
  return readFileSync(place, 'utf8');
};

/** Text that libraries carry and nothing ever opens: XML namespaces and links inside error messages. */
const INERT_URLS = [
  'http://www.w3.org/',
  'https://react.dev/errors/',
  'https://web.dev/cross-origin-isolation-guide/',
  'https://react-spectrum.adobe.com/',
  'https://github.com/',
];

/** A name that no resolver may know (RFC 2606): the diagnostics ask whether the policy refuses it. */
const REFUSED_URL = 'https://offcut.invalid/';

describe('offline', () => {
  it('asks for no network permission', () => {
    const manifest = JSON.parse(built('manifest.json')) as {
      requiredPermissions: { network?: unknown; webview: { domains: unknown[] } };
    };

    expect(manifest.requiredPermissions.network).toBeUndefined();
    expect(manifest.requiredPermissions.webview.domains).toEqual([]);
  });

  it('leaves the page no source but its own script, by hash, and its own folder', () => {
    const policy = policyOf(built('panel.html'));

    expect(policy).toEqual({
      'default-src': "'none'",
      'script-src': `'sha256-${scriptHash(built('panel.html'))}' 'wasm-unsafe-eval'`,
      'worker-src': 'blob:',
      'style-src': "'unsafe-inline'",
      'img-src': 'data: blob:',
      'connect-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'none'",
    });
  });

  it('loads nothing from the page by tag', () => {
    const markup = built('panel.html').replace(/<script>[\s\S]*<\/script>/, '');

    expect(markup).not.toMatch(/<(?:link|img|iframe|object|embed|base|form|script|video|audio)\b/i);
    expect(markup).not.toMatch(/http-equiv="?refresh/i);
  });

  it.each(['index.js', 'panel.html'])('names no address in %s that anything could open', (file) => {
    const urls = built(file).match(/\b(?:https?|wss?|ftp):\/\/[^\s"'`<>)\\]*/g) ?? [];

    const inert = [...INERT_URLS, REFUSED_URL];
    const unknown = urls.filter((url) => !inert.some((known) => url.startsWith(known)));

    expect([...new Set(unknown)]).toEqual([]);
  });

  it('gives the host bundle no way to speak to a network', () => {
    const host = built('index.js');

    for (const way of [
      'fetch(',
      'XMLHttpRequest',
      'WebSocket',
      'EventSource',
      'sendBeacon',
      'openExternal',
    ])
      expect({ way, used: host.includes(way) }).toEqual({ way, used: false });
  });

  it('keeps wasm out of the host bundle, where compiling it can end Photoshop', () => {
    expect(built('index.js')).not.toContain('WebAssembly');
  });

  it.each(['index.js', 'panel.html'])('makes no code from strings in %s', (file) => {
    const code = built(file);

    expect(code).not.toMatch(/\bnew Function\(|[^.\w]eval\(/);
  });

  it('splits neither bundle and uses no ES module', () => {
    for (const file of ['index.js', 'panel.html']) {
      expect(built(file)).not.toMatch(/<script[^>]+(?:src|type)=/);
      expect(built(file)).not.toMatch(/__webpack_require__\.e\(|^\s*(?:import|export)\s/m);
    }
  });
});

function policyOf(page: string): Record<string, string> {
  const content = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(page)?.[1];
  if (content === undefined) throw new Error('panel.html has no Content-Security-Policy');
  const directives = content
    .split(';')
    .map((directive) => directive.trim().replace(/\s+/g, ' '))
    .filter(Boolean);
  return Object.fromEntries(
    directives.map((directive) => {
      const [name = '', ...values] = directive.split(' ');
      return [name, values.join(' ')];
    }),
  );
}

/** The digest that the browser computes: of the text between the one script element's tags. */
function scriptHash(page: string): string {
  const code = /<script>([\s\S]*)<\/script>/.exec(page)?.[1] ?? '';
  return createHash('sha256').update(code, 'utf8').digest('base64');
}
