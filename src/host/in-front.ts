import type { Document, Photoshop } from './vendor';

/**
 * Inside a modal scope: `work` with the document in front, because some commands reach no other one. Afterwards what
 * was in front is so again, unless the scope was cancelled: Photoshop then refuses that.
 */
export async function withDocumentInFront<T>(
  { app }: Photoshop,
  document: Document,
  work: () => Promise<T>,
): Promise<T> {
  const before = app.activeDocument;
  if (before.id === document.id) return work();
  app.activeDocument = document;
  try {
    return await work();
  } finally {
    putBack(() => (app.activeDocument = before));
  }
}

/** What fails here must not hide why `work` failed. */
function putBack(attempt: () => void): void {
  try {
    attempt();
  } catch {
    // A cancelled scope refuses every call.
  }
}
