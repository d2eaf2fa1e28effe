/**
 * @jest-environment jsdom
 */
import { evaluateHostBundle } from '../../../simulator/app/evaluate-host-bundle';
import { ABSENT, createHostGlobals } from '../../../simulator/app/host-globals';

const hostDocument = { title: 'stand-in' };

/** jsdom lacks some of these too; without this, their absence would prove nothing. */
beforeAll(() => {
  for (const name of ABSENT) if (!(name in window)) Reflect.set(window, name, () => 'the browser');
});

describe('a host bundle in the simulator', () => {
  it('gets the modules of UXP by require', () => {
    expect(run('module.exports = require("photoshop").app')).toBe('the app');
  });

  it('is refused every other module', () => {
    expect(() => run('require("path")')).toThrow("Cannot find module 'path'");
    expect(() => run('require("toString")')).toThrow("Cannot find module 'toString'");
  });

  it.each(ABSENT)('finds no %s, neither bare nor on its window', (name) => {
    const bare = run(`module.exports = typeof ${name}`);
    const members = run(
      `module.exports = [window, globalThis, self].map((w) => typeof w.${name} + ("${name}" in w))`,
    );

    expect(bare).toBe('undefined');
    expect(members).toEqual(['undefinedfalse', 'undefinedfalse', 'undefinedfalse']);
  });

  it('sees its own document, a pixel ratio of 1 and one window by three names', () => {
    const seen = run(
      'module.exports = [document.title, window.document === document, window.devicePixelRatio,' +
        ' window === globalThis && self === window]',
    );

    expect(seen).toEqual(['stand-in', true, 1, true]);
  });

  it('keeps timers, promises and abort controllers', () => {
    const kinds = run(
      'module.exports = [typeof setTimeout, typeof window.setTimeout, typeof Promise, typeof AbortController]',
    );

    expect(kinds).toEqual(['function', 'function', 'function', 'function']);
  });

  it('can call the methods that its window takes from the browser', async () => {
    const fired = run('module.exports = new Promise((r) => globalThis.setTimeout(r, 0, "fired"))');

    await expect(fired).resolves.toBe('fired');
  });

  it.each(['eval("1")', 'new Function("return 1")', 'Function("return 1")'])(
    'may not generate code by %s',
    (code) => {
      expect(() => run(code)).toThrow(
        new EvalError('Code generation from strings disallowed for this context'),
      );
    },
  );

  it('has no network', async () => {
    const answer = run('module.exports = fetch("https://example.org/")');

    await expect(answer).rejects.toThrow('Permission denied to the url https://example.org/');
  });

  it('keeps its globals from the browser', () => {
    run('globalThis.leaked = 1; window.onmessage = 2;');

    expect('leaked' in window).toBe(false);
  });

  it('runs strict bundles and gives them no browser window by this', () => {
    expect(run('"use strict"; module.exports = (function () { return this })()')).toBeUndefined();
    expect(run('module.exports = this === exports')).toBe(true);
  });

  it('hears the messages of its webviews with a null source', () => {
    const globals = createHostGlobals(hostDocument);
    const heard = evaluateHostBundle(
      'window.addEventListener("message", (e) => exports.heard = [e.data, e.origin, e.source])',
      {},
      globals.bindings,
    );

    globals.deliverMessage({ data: { kind: 'hello' }, origin: 'plugin:/panel.html' });

    expect(heard).toEqual({ heard: [{ kind: 'hello' }, 'plugin:/panel.html', null] });
  });
});

function run(source: string): unknown {
  const { bindings } = createHostGlobals(hostDocument);
  return evaluateHostBundle(source, { photoshop: { app: 'the app' } }, bindings);
}
