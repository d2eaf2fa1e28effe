import { toChunk, type DocumentId, type HostService, type LayerId } from '../../bridge';
import { toHostError } from '../host-errors';
import { withModalScope } from '../modal-scope';
import type { Document, Photoshop } from '../vendor';
import { changeScratch } from './change-scratch';
import { describeScratch } from './describe-scratch';
import { readScratch } from './read-scratch';
import type { Scratches } from './scratches';

const REQUEST = { commandName: 'Check This Photoshop' };

/** What the check of this Photoshop asks of the host. Every document comes from `scratches`, which knows only its own. */
export function scratchMethods(photoshop: Photoshop, scratches: Scratches) {
  return {
    openScratch: async (shape, { signal }) => ({
      documentId: (await scratches.open(shape, signal)) as DocumentId,
    }),
    changeScratch: async ({ documentId, change }, { signal }) => {
      scratches.document(documentId);
      if (change.kind === 'interrupt-writes') {
        scratches.interruptWrites(documentId, change.by);
        return {};
      }
      const layerId = await withModalScope(photoshop, { ...REQUEST, signal }, (scope) =>
        changeScratch(photoshop, scratches.document(documentId), change, scope),
      );
      return layerId === undefined ? {} : { layerId: layerId as LayerId };
    },
    describeScratch: ({ documentId }) =>
      asked(() => describeScratch(photoshop, scratches.document(documentId))),
    readScratch: async ({ documentId, content }, { signal }) => {
      scratches.document(documentId);
      const bytes = await withModalScope(photoshop, { ...REQUEST, signal }, (scope) =>
        readScratch(photoshop, scratches.document(documentId), content, scope),
      );
      return bytes === undefined ? {} : { chunk: toChunk(bytes) };
    },
    closeScratches: async () => {
      await scratches.closeAll();
      return {};
    },
    surveyDocuments: () => asked(() => surveyDocuments(photoshop)),
  } satisfies Partial<HostService>;
}

function surveyDocuments({ app }: Photoshop) {
  // Without a document this is null in the host, whatever the types say.
  const inFront = app.activeDocument as Document | null;
  return {
    documentIds: [...app.documents].map(({ id }) => id as DocumentId),
    ...(inFront && { inFront: inFront.id as DocumentId }),
  };
}

/** Outside a modal scope Photoshop may refuse as well. */
async function asked<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toHostError(error);
  }
}
