import { createRoot } from 'react-dom/client';
import { createSimulatedPhotoshop } from '..';
import './app.css';
import { decodeImage } from './decode-image';
import { type Desk, createDesk } from './desk';
import { createDriver } from './driver';
import { createHostRuntime } from './host-runtime';
import { type PluginManifest, panelsOf } from './manifest';
import { PhotoshopWindow } from './photoshop-window';
import { createPluginFiles } from './plugin-files';
import { type StartOptions, parseStartOptions } from './start-options';

const DEMO = '/demo/allium-oreophilum.jpg';

void start(parseStartOptions(new URLSearchParams(location.search)));

async function start(options: StartOptions): Promise<void> {
  const desk = await loadPlugin(options);
  createRoot(elementOf('simulator')).render(<PhotoshopWindow desk={desk} />);
  if (options.opensDemo) await openDemo(desk);
  if (options.opensPanel) panelsOf(desk.manifest).forEach(({ id }) => desk.openPanel(id));
  window.offcutSimulator = createDriver(desk);
}

async function loadPlugin({ pluginFolder, theme }: StartOptions): Promise<Desk> {
  const manifest = JSON.parse(await textOf(`${pluginFolder}manifest.json`)) as PluginManifest;
  const photoshop = createSimulatedPhotoshop({
    pluginFiles: createPluginFiles(pluginFolder),
    pluginVersion: manifest.version,
    decodeImage,
    theme,
  });
  const runtime = createHostRuntime({
    photoshop,
    manifest,
    source: await textOf(`${pluginFolder}index.js`),
    pluginFolder,
    body: elementOf('plugin-body'),
  });
  return createDesk({ photoshop, runtime, manifest });
}

/**
 * A JPEG opens as a Background, which cannot take a layer mask. The demo has the person's first step done already, a
 * double-click that makes it "Layer 0", so that Remove Background works at once.
 */
async function openDemo({ photoshop, openFile }: Desk): Promise<void> {
  const response = await fetch(DEMO);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const id = await openFile('allium-oreophilum.jpg', bytes);
  if (id !== undefined) photoshop.user.convertBackground(id);
}

async function textOf(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`The server answered ${response.status} for ${address}`);
  return response.text();
}

function elementOf(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`The page has no element "${id}"`);
  return element;
}
