import type { DocumentSummary } from '../bridge';
import type { EngineClient } from '../engine';
import {
  createGate,
  isAbort,
  OffcutError,
  toOffcutError,
  type ErrorCode,
  type Gate,
  type Progress,
} from '../support';
import { BatchProgressReporter, type BatchProgress } from './batch-progress';
import { bestEffort } from './best-effort';
import { forwardOnly } from './forward-only';
import {
  beginRemoval,
  finishRemoval,
  type RemovalReport,
  type RemovalRequest,
  type Traffic,
} from './remove-background';
import type { JobContext, Workplace } from './workplace';

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
 * Removes the background in every open document, one undo step each. While the engine works on one, the next one's
 * overview is read; where the engine has several lanes, as many are under way. A failure never stops the rest; cancelling
 * does, and is no error here: the report says how far it came. The active document and layers are as before at the end.
 * @throws no-document when none is open, or whatever keeps the documents from being listed.
 */
export async function removeBackgroundFromAll(
  workplace: Workplace,
  choice: Omit<RemovalRequest, 'documentId'>,
  { signal, onProgress }: JobContext<BatchProgress>,
): Promise<BatchReport> {
  const { host, engine } = workplace;
  const documents = await host.call('listDocuments', {}, { signal });
  if (documents.length === 0) throw new OffcutError('no-document', 'No document is open');
  const progress = new BatchProgressReporter(documents, onProgress);
  const gates = openGates(engine);
  const removeFrom = async (document: DocumentSummary, index: number) => {
    const request = { ...choice, documentId: document.documentId };
    const context = { signal, onProgress: forwardOnly(progress.of(index)) };
    const outcome = await outcomeOf(document, removeInTurn(workplace, gates, request, context));
    progress.end(index);
    return outcome;
  };
  await host.call('rememberActive', {}, { signal });
  try {
    return { outcomes: await engine.hold(() => Promise.all(documents.map(removeFrom))) };
  } finally {
    await bestEffort(host.call('restoreActive', {}));
  }
}

/** What the removals of a batch share, and so wait for; each lets them pass in the order of the documents. */
interface Gates {
  /** Documents that are read and not yet done: as many as the engine works on, and the one that is next. */
  readonly inHand: Gate;
  readonly reading: Gate;
  readonly lanes: Gate;
  readonly writing: Gate;
}

function openGates(engine: EngineClient): Gates {
  const one = () => createGate(() => 1);
  return {
    inHand: createGate(() => engine.lanes + 1),
    reading: one(),
    lanes: createGate(() => engine.lanes),
    writing: one(),
  };
}

/** One removal: it is read as soon as there is room for it, and goes on when a lane is free. */
function removeInTurn(
  workplace: Workplace,
  { inHand, reading, lanes, writing }: Gates,
  request: RemovalRequest,
  context: JobContext<Progress>,
): Promise<RemovalReport> {
  const { signal } = context;
  return inHand.hold(async () => {
    const begun = await reading.hold(() => beginRemoval(workplace, request, context), signal);
    const leaveLane = await lanes.enter(signal);
    const writeInTurn: Traffic['writeInTurn'] = (write) => writing.hold(write, signal);
    try {
      return await finishRemoval(workplace, begun, context, { writeInTurn, onDrawn: leaveLane });
    } finally {
      leaveLane();
    }
  }, signal);
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
  'off-canvas-layer',
  'group-layer',
  'background-layer',
  'locked-layer',
  'fill-layer',
  'adjustment-layer',
  'unsupported-layer',
  'unsupported-color-mode',
  'flat-color-mode',
  'no-subject',
  'document-closed',
]);
