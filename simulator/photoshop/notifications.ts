import { wait } from './fault-switches';

type Listener = (name: string, descriptor: object) => void;

/** Events that Photoshop is known to report. */
const EVENTS = [
  ...['open', 'close', 'make', 'set', 'delete', 'select', 'save', 'move', 'copy', 'paste', 'cut'],
  ...['historyStateChanged', 'hide', 'show', 'duplicate', 'placeEvent', 'newPlacedLayer', 'crop'],
  ...['convertMode', 'imageSize', 'canvasSize', 'rasterizeLayer', 'mergeLayersNew', 'flattenImage'],
  ...['applyLocking', 'selectNoLayers', 'undoEvent', 'transform', 'toolModalStateChanged'],
  ...['modalJavaScriptScopeEnter', 'modalJavaScriptScopeExit', 'ungroupLayersEvent'],
];

const GROUP_EVENTS: Readonly<Record<string, readonly string[]>> = {
  UI: ['userIdle', 'panelVisibilityChanged', 'displayConfigurationChanged'],
  OS: ['activationChanged', 'displayConfigurationChanged'],
};

/** Who listens to what. Events reach their listeners a moment later, and not at all while the host is silent. */
export interface Notifications {
  /** `action.addNotificationListener`: one name that is not known refuses them all. */
  readonly add: (events: unknown, listener: unknown) => Promise<void>;
  readonly remove: (events: unknown, listener: unknown) => Promise<void>;
  /** `core.addNotificationListener`; nothing of these groups is ever reported here. */
  readonly addToGroup: (group: unknown, events: unknown, listener: unknown) => Promise<void>;
  readonly notify: (name: string, descriptor: object) => void;
}

export function createNotifications(isSilent: () => boolean): Notifications {
  const listeners = new Map<string, Set<Listener>>();

  const deliver = async (name: string, descriptor: object) => {
    await wait(0);
    listeners.get(name)?.forEach((listener) => listener(name, descriptor));
  };

  return {
    add: async (events, listener) => {
      await wait(0);
      const names = checkEvents(events, EVENTS);
      const heard = checkListener(listener);
      for (const name of names)
        listeners.set(name, (listeners.get(name) ?? new Set<Listener>()).add(heard));
    },
    remove: async (events, listener) => {
      await wait(0);
      const heard = checkListener(listener);
      checkEvents(events, EVENTS).forEach((name) => listeners.get(name)?.delete(heard));
    },
    addToGroup: async (group, events, listener) => {
      await wait(0);
      checkListener(listener);
      checkEvents(events, GROUP_EVENTS[String(group)] ?? []);
    },
    notify: (name, descriptor) => {
      if (!isSilent()) void deliver(name, descriptor);
    },
  };
}

function checkEvents(events: unknown, known: readonly string[]): readonly string[] {
  if (!Array.isArray(events)) throw new TypeError('Expected an array of event names');
  for (const name of events as readonly unknown[])
    if (typeof name !== 'string' || !known.includes(name))
      throw new Error(`Unknown event: ${String(name)}`);
  return events as readonly string[];
}

function checkListener(listener: unknown): Listener {
  if (typeof listener !== 'function') throw new TypeError('Expected a function as listener');
  return listener as Listener;
}
