import { type StoreApi, createStore } from 'zustand/vanilla';
import type { Inspect, SimulatedPhotoshop } from '../api';
import type { HostRuntime } from './host-runtime';
import type { PluginManifest } from './manifest';

/** What the window shows besides the documents themselves. */
export interface DeskState {
  /** Counts every change in Photoshop. */
  readonly version: number;
  /** Another one after every change that is drawn; as in Photoshop, nothing is drawn while a modal scope runs. */
  readonly picture: Picture;
  readonly openPanels: readonly string[];
  /** Roots of the panels that were opened once; they stay when a panel is closed. */
  readonly panelRoots: Readonly<Record<string, HTMLElement>>;
  /** Words that wait for the person's OK, oldest first. */
  readonly notices: readonly string[];
}

/** Where the documents are looked at. A new object means that they are to be drawn again. */
export interface Picture {
  readonly inspect: Inspect;
}

/** The simulated Photoshop's window: what a person can do at it, beyond Photoshop's own verbs. */
export interface Desk {
  readonly photoshop: SimulatedPhotoshop;
  readonly runtime: HostRuntime;
  readonly manifest: PluginManifest;
  readonly state: StoreApi<DeskState>;
  /** Opens a PSD, PNG or JPEG; one that cannot be read becomes a notice. Gives the document's id. */
  readonly openFile: (name: string, bytes: Uint8Array) => Promise<number | undefined>;
  readonly openPanel: (id: string) => void;
  readonly closePanel: (id: string) => void;
  readonly dismissNotice: () => void;
  /** Does something to documents; refused with a notice where Photoshop refuses, ignored while it is modal. */
  readonly act: (verb: () => void) => void;
}

export interface DeskParts {
  readonly photoshop: SimulatedPhotoshop;
  readonly runtime: HostRuntime;
  readonly manifest: PluginManifest;
}

export function createDesk({ photoshop, runtime, manifest }: DeskParts): Desk {
  const state = createStore<DeskState>(() => ({
    version: 0,
    picture: photoshop,
    openPanels: [],
    panelRoots: {},
    notices: [],
  }));
  const notify = (notice: string): void =>
    state.setState(({ notices }) => ({ notices: [...notices, notice] }));
  followPhotoshop(photoshop, state, notify);
  runtime.subscribe(() => state.setState(({ version }) => ({ version: version + 1 })));

  return {
    photoshop,
    runtime,
    manifest,
    state,
    openFile: async (name, bytes) => {
      try {
        return await openAny(photoshop, name, bytes);
      } catch (error) {
        notify(`Could not open ${name}: ${wordsOf(error)}`);
        return undefined;
      }
    },
    openPanel: (id) => {
      const root = runtime.openPanel(id);
      state.setState(({ openPanels, panelRoots }) => ({
        openPanels: [...openPanels.filter((open) => open !== id), id],
        panelRoots: { ...panelRoots, [id]: root },
      }));
    },
    closePanel: (id) =>
      state.setState(({ openPanels }) => ({
        openPanels: openPanels.filter((open) => open !== id),
      })),
    dismissNotice: () => state.setState(({ notices }) => ({ notices: notices.slice(1) })),
    act: (verb) => {
      if (photoshop.inspect.openModalScopes() > 0) return;
      try {
        verb();
      } catch (error) {
        notify(wordsOf(error));
      }
    },
  };
}

function followPhotoshop(
  photoshop: SimulatedPhotoshop,
  state: StoreApi<DeskState>,
  notify: (notice: string) => void,
): void {
  const { inspect } = photoshop;
  let shownAlerts = 0;
  photoshop.subscribe(() => {
    const isModal = inspect.openModalScopes() > 0;
    state.setState(({ version, picture }) => ({
      version: version + 1,
      picture: isModal ? picture : { inspect },
    }));
    const alerts = inspect.alerts();
    alerts.slice(shownAlerts).forEach(notify);
    shownAlerts = alerts.length;
  });
}

function openAny({ user }: SimulatedPhotoshop, name: string, bytes: Uint8Array): Promise<number> {
  return /\.ps[db]$/i.test(name) ? user.openPsd(name, bytes) : user.openImage(name, bytes);
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
