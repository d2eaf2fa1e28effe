import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { PNG } from 'pngjs';

interface Icon {
  readonly width: number;
  readonly height: number;
  readonly path: string;
  readonly scale: readonly number[];
  readonly theme: readonly string[];
  readonly species?: readonly string[];
}

interface Extent {
  readonly width: number;
  readonly height: number;
}

interface Panel {
  readonly type: 'panel';
  readonly id: string;
  readonly label: { readonly default: string };
  readonly minimumSize: Extent;
  readonly maximumSize: Extent;
  readonly preferredDockedSize: Extent;
  readonly preferredFloatingSize: Extent;
  readonly icons: readonly Icon[];
}

interface Command {
  readonly type: 'command';
  readonly id: string;
  readonly label: { readonly default: string };
}

interface Manifest {
  readonly manifestVersion: number;
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly main: string;
  readonly host: unknown;
  readonly entrypoints: readonly (Panel | Command)[];
  readonly icons: readonly Icon[];
  readonly requiredPermissions: unknown;
}

const ROOT = path.join(__dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const manifest = JSON.parse(read('manifest.json')) as Manifest;
const panels = manifest.entrypoints.filter((entry): entry is Panel => entry.type === 'panel');
const commands = manifest.entrypoints.filter((entry): entry is Command => entry.type === 'command');
const THEMES = ['lightest', 'light', 'medium', 'dark', 'darkest'];

describe('the manifest', () => {
  it('holds the fields of a released plugin and no others', () => {
    expect(Object.keys(manifest).sort()).toEqual([
      'entrypoints',
      'host',
      'icons',
      'id',
      'main',
      'manifestVersion',
      'name',
      'requiredPermissions',
      'version',
    ]);
    expect(manifest.manifestVersion).toBe(5);
    expect(manifest.id).toMatch(/^[a-z0-9]+(\.[a-z0-9]+)+$/);
    expect(manifest.main).toBe('index.js');
  });

  it('has a name of 3 to 45 characters', () => {
    expect(manifest.name.length).toBeGreaterThanOrEqual(3);
    expect(manifest.name.length).toBeLessThanOrEqual(45);
  });

  it('has the version of package.json, each part from 0 to 99', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string };

    expect(manifest.version).toBe(version);
    expect(manifest.version).toMatch(/^\d{1,2}\.\d{1,2}\.\d{1,2}$/);
  });

  it('names one host object, not a list: Photoshop 27.1 refuses lists', () => {
    expect(manifest.host).toEqual({
      app: 'PS',
      minVersion: '26.0.0',
      data: { apiVersion: 2, loadEvent: 'use', enableMenuRecording: true },
    });
  });

  it('asks for a local web view and for nothing else, above all for no network', () => {
    expect(manifest.requiredPermissions).toEqual({
      webview: {
        allow: 'yes',
        domains: [],
        allowLocalRendering: 'yes',
        enableMessageBridge: 'localOnly',
      },
    });
    expect(read('manifest.json')).not.toMatch(
      /network|launchProcess|clipboard|localFileSystem|https?:/,
    );
  });

  it('has one panel and the three commands, each with an id of its own and a label', () => {
    expect(panels.map(({ id }) => id)).toEqual(['offcutPanel']);
    expect(commands.map(({ id, label }) => [id, label.default])).toEqual([
      ['removeBackground', 'Remove Background'],
      ['removeBackgroundAllDocuments', 'Remove Background from All Open Documents'],
      ['diagnostics', 'Diagnostics'],
    ]);
    expect(panels[0]?.label.default).toBe('Offcut');
  });

  it('keeps every preferred panel size between the smallest and the largest', () => {
    for (const panel of panels)
      for (const preferred of [panel.preferredDockedSize, panel.preferredFloatingSize])
        for (const side of ['width', 'height'] as const) {
          expect(preferred[side]).toBeGreaterThanOrEqual(panel.minimumSize[side]);
          expect(preferred[side]).toBeLessThanOrEqual(panel.maximumSize[side]);
        }
    expect(panels[0]?.minimumSize).toEqual({ width: 230, height: 300 });
  });
});

describe('icons', () => {
  const panelIcons = panels.flatMap((panel) => panel.icons);
  const files = [...manifest.icons, ...panelIcons].flatMap((icon) =>
    icon.scale.map(
      (factor) => [icon.path.replace('.png', `@${factor}x.png`), icon, factor] as const,
    ),
  );

  it('are 23 × 23 for the panel, once for each theme, and 24 and 48 for the plugin list', () => {
    expect(panelIcons.map(({ width, height }) => [width, height])).toEqual([
      [23, 23],
      [23, 23],
    ]);
    expect(panelIcons.flatMap(({ theme }) => theme).sort()).toEqual([...THEMES].sort());
    expect(manifest.icons.map(({ width, height, species }) => [width, height, species])).toEqual([
      [24, 24, ['pluginList']],
      [48, 48, ['pluginList']],
    ]);
  });

  it('come at both scales', () => {
    expect(files).toHaveLength(8);
    for (const [, { scale }] of files) expect(scale).toEqual([1, 2]);
  });

  it.each(files)('%s exists, has its size in pixels and shows something', (file, icon, factor) => {
    const bytes = readFileSync(path.join(ROOT, file));
    const { width, height, data: pixels } = PNG.sync.read(bytes);
    const opacities = new Set(pixels.filter((_value, index) => index % 4 === 3));

    expect([width, height]).toEqual([icon.width * factor, icon.height * factor]);
    expect(opacities.size).toBeGreaterThan(1);
    expect(bytes.length).toBeLessThan(1_000_000);
  });
});

describe('entry points', () => {
  it.each(manifest.entrypoints.map(({ id }) => id))('%s is registered by the host', (id) => {
    const code = ['src/plugin.ts', ...hostFiles()].map(read).join('\n');

    expect(code).toMatch(new RegExp(`\\b${id}\\b`));
  });
});

function hostFiles(): string[] {
  return readdirSync(path.join(ROOT, 'src/host'))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `src/host/${name}`);
}
