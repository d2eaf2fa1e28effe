import type { Host } from '../host';
import { PROFILES } from '../imaging/profiles';
import { type Collection, toCollection } from './collection';
import { createDocument } from './create-document';
import { DocumentReference } from './document-reference';

/** `require('photoshop').app`. It has no `version`, as in the host. */
export function createApp(host: Host, showAlert: (message: unknown) => Promise<void>) {
  return {
    typename: 'Photoshop',
    get documents(): Collection<DocumentReference> {
      return toCollection(
        host.workspace.documents().map(({ id }) => new DocumentReference(host, id)),
      );
    },
    /** Null while no document is open. */
    get activeDocument(): DocumentReference | null {
      const active = host.workspace.active();
      return active === undefined ? null : new DocumentReference(host, active.id);
    },
    set activeDocument(document: DocumentReference | null) {
      if (!(document instanceof DocumentReference)) throw new TypeError('Expected a document');
      host.modal.requireScope('select');
      host.workspace.activate(document.id);
    },
    createDocument: async (options: unknown): Promise<DocumentReference> => {
      await Promise.resolve();
      return createDocument(host, options);
    },
    getColorProfiles: (colorMode = 'RGB'): readonly string[] =>
      PROFILES[colorMode === 'Gray' ? 'Grayscale' : 'RGB'],
    showAlert,
  };
}
