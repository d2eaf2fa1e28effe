import type { Faults, HostMethod } from '../api';
import type { DocumentState, LayerState } from '../documents/document-state';
import { findLayer } from '../documents/document-state';
import type { OpenDocument, Workspace } from '../documents/workspace';
import type { ModalScopes } from './modal-scopes';
import type { Notifications } from './notifications';

/** What the modules that a plugin requires stand on. */
export interface Host {
  readonly workspace: Workspace;
  readonly modal: ModalScopes;
  readonly notifications: Notifications;
  readonly faults: Faults;
  /** Runs before every asynchronous call of the plugin: time passes, faults strike, a cancelled scope throws. */
  readonly beforeCall: (method: HostMethod) => Promise<void>;
  readonly onViolation: (violation: string) => void;
  /** Tells those who look at the simulator that something visible changed. */
  readonly onChanged: () => void;
  /** In [0, 1), for whatever the documentation leaves open. */
  readonly random: () => number;
}

/** A layer in its document, as one call of the plugin finds them. */
export interface Found {
  readonly document: OpenDocument;
  readonly state: DocumentState;
  readonly layer: LayerState;
}

/** Without an id, or with a negative one, it is the document in front at this moment. */
export function findDocument(host: Host, documentId: unknown): OpenDocument {
  const isActive = documentId === undefined || (typeof documentId === 'number' && documentId < 0);
  const found = isActive ? host.workspace.active() : host.workspace.find(Number(documentId));
  if (found === undefined) throw new Error('Unknown document');
  return found;
}

/** @throws Error with `unknown` as its message when the document has no such layer. */
export function findDocumentLayer(
  host: Host,
  ids: { readonly documentID?: unknown; readonly layerID?: unknown },
  unknown: string,
): Found {
  const document = findDocument(host, ids.documentID);
  const state = document.history.current();
  const layer = typeof ids.layerID === 'number' ? findLayer(state, ids.layerID) : undefined;
  if (layer === undefined) throw new Error(unknown);
  return { document, state, layer };
}
