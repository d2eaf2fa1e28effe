/** What the simulator reads of a plugin's manifest.json. */
export interface PluginManifest {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly entrypoints: readonly Entrypoint[];
}

interface Entrypoint {
  readonly type: 'panel' | 'command';
  readonly id: string;
  readonly label: string | { readonly default: string };
  readonly minimumSize?: Size;
  readonly maximumSize?: Size;
  readonly preferredDockedSize?: Size;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A menu entry below Plugins. */
export interface PluginEntry {
  readonly id: string;
  readonly label: string;
}

/** A panel with the sizes, in px, that Photoshop's dock keeps to. */
export interface PanelEntry extends PluginEntry {
  readonly preferred: Size;
  readonly minimum: Size;
  readonly maximum: Size;
}

export function panelsOf(manifest: PluginManifest): readonly PanelEntry[] {
  return manifest.entrypoints.filter(isPanel).map((panel) => ({
    ...entryOf(panel),
    preferred: panel.preferredDockedSize ?? { width: 280, height: 400 },
    minimum: panel.minimumSize ?? { width: 200, height: 200 },
    maximum: panel.maximumSize ?? { width: 4000, height: 4000 },
  }));
}

export function commandsOf(manifest: PluginManifest): readonly PluginEntry[] {
  return manifest.entrypoints.filter((entrypoint) => !isPanel(entrypoint)).map(entryOf);
}

function isPanel({ type }: Entrypoint): boolean {
  return type === 'panel';
}

function entryOf({ id, label }: Entrypoint): PluginEntry {
  return { id, label: typeof label === 'string' ? label : label.default };
}
