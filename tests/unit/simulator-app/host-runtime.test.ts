/**
 * @jest-environment jsdom
 */
import { type SimulatedPhotoshop, createSimulatedPhotoshop } from '../../../simulator';
import { type HostRuntime, createHostRuntime } from '../../../simulator/app/host-runtime';

const MANIFEST = { id: 'a.plugin', name: 'A plugin', version: '1.0.0', entrypoints: [] };

const PANEL = `
  const { entrypoints } = require('uxp');
  entrypoints.setup({
    panels: {
      main: {
        create(root) { root.textContent = 'created'; },
        show(root) { root.append(document.createElement('webview')); root.append('shown'); },
      },
    },
    commands: {
      fail: { run: () => Promise.reject(new Error('no document')) },
      slow: { run: () => new Promise((done) => setTimeout(done, 350)) },
    },
  });`;

describe('the host runtime', () => {
  it('creates a panel and shows it, once', async () => {
    const { runtime } = load(PANEL);

    const root = runtime.openPanel('main');
    await settled();
    const again = runtime.openPanel('main');
    await settled();

    expect(again).toBe(root);
    expect(root.textContent).toBe('createdshown');
    expect(runtime.webviews()).toHaveLength(1);
  });

  it('reports a command that fails, takes too long or was not set up', async () => {
    const { runtime, photoshop } = load(PANEL);

    await runtime.runCommand('fail');
    await runtime.runCommand('absent');
    await runtime.runCommand('slow');

    expect(runtime.violations()).toEqual([
      'commands.fail.run threw: Error: no document',
      'commands.absent is in the manifest but was not set up',
    ]);
    expect(photoshop.inspect.violations()).toEqual([expect.stringContaining('300 ms')]);
  });

  it('tells the plugin the theme and its changes', async () => {
    const { runtime, photoshop } = load(`
      const heard = [document.theme.getCurrent()];
      document.theme.onUpdated.addListener((theme) => heard.push(theme));
      require('uxp').entrypoints.setup({
        panels: { main: { show(root) { root.textContent = heard.join(); } } },
      });`);

    photoshop.user.setTheme('lightest');
    const root = runtime.openPanel('main');
    await settled();

    expect(root.textContent).toBe('dark,lightest');
  });

  it('lets the plugin look up its own elements alone', async () => {
    document.body.innerHTML = '<p class="mine">Photoshop</p>';
    const { runtime } = load(`
      require('uxp').entrypoints.setup({
        panels: {
          main: {
            show(root) {
              document.body.innerHTML = '<p class="mine">body</p>';
              root.innerHTML = '<p class="mine">panel</p>';
              root.title = [...document.querySelectorAll('.mine')].map((p) => p.textContent).join();
            },
          },
        },
      });`);

    const root = runtime.openPanel('main');
    await settled();

    expect(root.title).toBe('body,panel');
  });
});

function load(source: string): { runtime: HostRuntime; photoshop: SimulatedPhotoshop } {
  const photoshop = createSimulatedPhotoshop();
  const runtime = createHostRuntime({
    photoshop,
    manifest: MANIFEST,
    source,
    pluginFolder: '/plugin/',
    body: document.createElement('div'),
  });
  return { runtime, photoshop };
}

function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
