import type { DocumentSummary } from '../bridge';
import type { Tier } from '../models';
import { isAbort, OffcutError, toOffcutError, type ErrorCode, type Progress } from '../support';
import { bestEffort } from './best-effort';
import { removeBackground, type RemovalReport } from './remove-background';
import type { JobContext, Workplace } from './workplace';

/** `position` counts from 1: "3 of 12". */
export interface BatchProgress {
  readonly position: number;
  readonly count: number;
  readonly documentName: string;
  readonly inner: Progress;
}

export type DocumentOutcome = { readonly document: DocumentSummary } & (
  | { readonly kind: 'done'; readonly report: RemovalReport }
  | { readonly kind: 'skipped' | 'failed'; readonly error: OffcutError }
  | { readonly kind: 'cancelled' }
);

/** One outcome for every document that was open at the start, in Photoshop's order. */
export interface BatchReport {
  readonly outcomes: readonly DocumentOutcome[];
}

/**
 * Removes the background in every open document, one undo step each. A failure never stops the rest; cancelling does,
 * and is no error here: the report says how far it came. The active document and layers are as before at the end.
 * @throws no-document when none is open, or whatever keeps the documents from being listed.
 */
export async function removeBackgroundFromAll(
  workplace: Workplace,
  { tier }: { readonly tier: Tier },
  { signal, onProgress }: JobContext<BatchProgress>,
): Promise<BatchReport> {
  const { host } = workplace;
  const documents = await host.call('listDocuments', {}, { signal });
  if (documents.length === 0) throw new OffcutError('no-document', 'No document is open');
  const removeFrom = ({ documentId, documentName }: DocumentSummary, position: number) => {
    const place = { position, count: documents.length, documentName };
    const reportInner = (inner: Progress) => onProgress({ ...place, inner });
    return removeBackground(workplace, { tier, documentId }, { signal, onProgress: reportInner });
  };
  await host.call('rememberActive', {}, { signal });
  try {
    const outcomes: DocumentOutcome[] = [];
    for (const [index, document] of documents.entries())
      outcomes.push(
        outcomes.at(-1)?.kind === 'cancelled'
          ? { kind: 'cancelled', document }
          : await outcomeOf(document, removeFrom(document, index + 1)),
      );
    return { outcomes };
  } finally {
    await bestEffort(host.call('restoreActive', {}));
  }
}

async function outcomeOf(
  document: DocumentSummary,
  removal: Promise<RemovalReport>,
): Promise<DocumentOutcome> {
  try {
    return { kind: 'done', document, report: await removal };
  } catch (thrown) {
    if (isAbort(thrown)) return { kind: 'cancelled', document };
    const error = toOffcutError(thrown);
    return { kind: NOTHING_TO_DO.has(error.code) ? 'skipped' : 'failed', document, error };
  }
}

/** There is no picture to work on, or no subject in it: nothing went wrong. Every other code is a failure. */
const NOTHING_TO_DO: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'no-layer',
  'several-layers',
  'empty-layer',
  'group-layer',
  'background-layer',
  'locked-layer',
  'unsupported-layer',
  'unsupported-color-mode',
  'no-subject',
  'document-closed',
]);
