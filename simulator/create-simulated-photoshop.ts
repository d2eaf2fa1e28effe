import type { SimulatedPhotoshop, SimulatorOptions, Theme } from './api';
import { type Workspace, type WorkspaceEvent, createWorkspace } from './documents/workspace';
import { createInspect } from './inspect';
import { createAction } from './photoshop/action';
import * as constants from './photoshop/constants';
import { createAlerts, createCore } from './photoshop/core';
import { createApp } from './photoshop/dom/app';
import { type FaultSwitches, createFaultSwitches } from './photoshop/fault-switches';
import type { Host } from './photoshop/host';
import { createImageDataLedger } from './photoshop/imaging/image-data';
import { createImaging } from './photoshop/imaging/imaging';
import { type ModalScopes, createModalScopes } from './photoshop/modal-scopes';
import { type Notifications, createNotifications } from './photoshop/notifications';
import { createRandom } from './random';
import { type Signal, createSignal } from './signal';
import { createUserVerbs } from './user';
import { createEntrypoints } from './uxp/entrypoints';
import { createFileStore } from './uxp/file-store';
import { createFs } from './uxp/fs';
import { createStorage } from './uxp/storage';

/** Photoshop with no document open, and a plugin's modules for it. Everything in it lives as long as it does. */
export function createSimulatedPhotoshop(options: SimulatorOptions = {}): SimulatedPhotoshop {
  const { hostVersion = '26.0.0', pluginVersion = '0.0.0' } = options;
  const changes = createSignal();
  const violations: string[] = [];
  const onViolation = (violation: string) => {
    violations.push(violation);
    changes.emit();
  };
  const switches = createFaultSwitches();
  const host = createHost({ switches, changes, onViolation, seed: options.seed ?? 1, hostVersion });
  const ledger = createImageDataLedger(onViolation, () => host.beforeCall('getData'));
  const { alerts, showAlert } = createAlerts(changes.emit);
  const entrypoints = createEntrypoints(onViolation);
  const files = createFileStore(
    options.pluginFiles,
    options.dataFiles ?? new Map<string, Uint8Array>(),
  );
  const fs = createFs(files, switches.beforeCall);
  let theme: Theme = options.theme ?? 'dark';

  return {
    modules: {
      photoshop: {
        app: createApp(host, showAlert),
        core: createCore(host, showAlert),
        action: createAction(host),
        imaging: createImaging(host, ledger),
        constants,
      },
      uxp: {
        entrypoints: entrypoints.entrypoints,
        storage: createStorage(files),
        host: { name: 'Photoshop', version: hostVersion, uiLocale: 'en_US' },
        versions: { uxp: 'uxp-8.0.1', plugin: pluginVersion },
      },
      fs: fs.module,
      os: { platform: () => 'win32' },
    },
    user: {
      ...createUserVerbs(host, options.decodeImage),
      setTheme: (next) => {
        theme = next;
        changes.emit();
      },
    },
    inspect: createInspect({
      workspace: host.workspace,
      modal: host.modal,
      ledger,
      entrypoints,
      violations: () => [...violations],
      alerts,
      openFiles: fs.openFiles,
      theme: () => theme,
    }),
    faults: switches.faults,
    subscribe: changes.subscribe,
  };
}

interface HostParts {
  readonly switches: FaultSwitches;
  readonly changes: Signal;
  readonly onViolation: (violation: string) => void;
  readonly seed: number;
  readonly hostVersion: string;
}

/** Workspace, modal scopes and notifications know of each other through this one place. */
function createHost({ switches, changes, onViolation, seed, hostVersion }: HostParts): Host {
  const workspace: Workspace = createWorkspace((event) => report(event, notifications, changes));
  const modal: ModalScopes = createModalScopes({
    workspace,
    canWait: isAtLeast(hostVersion, 25, 10),
    beforeCall: switches.beforeCall,
    onViolation,
    onChanged: changes.emit,
    onResumed: (documentId) =>
      report({ name: 'historyStateChanged', documentId }, notifications, changes),
  });
  const notifications: Notifications = createNotifications(modal.isSilent);
  return {
    workspace,
    modal,
    notifications,
    faults: switches.faults,
    beforeCall: async (method) => {
      await switches.beforeCall(method);
      modal.throwIfCancelled();
    },
    onViolation,
    onChanged: changes.emit,
    random: createRandom(seed),
  };
}

function report(
  { name, documentId, layerIds }: WorkspaceEvent,
  notifications: Notifications,
  changes: Signal,
): void {
  const layers = layerIds === undefined ? {} : { layerID: layerIds };
  const _target = [
    layerIds === undefined
      ? { _ref: 'document', _id: documentId }
      : { _ref: 'layer', _id: layerIds[0] },
  ];
  notifications.notify(name, { _obj: name, documentID: documentId, ...layers, _target });
  changes.emit();
}

function isAtLeast(version: string, major: number, minor: number): boolean {
  const [own = 0, ownMinor = 0] = version.split('.').map(Number);
  return own > major || (own === major && ownMinor >= minor);
}
