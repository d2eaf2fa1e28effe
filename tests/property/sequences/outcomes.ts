import type { Target } from '../../../src/bridge';
import type { DocumentOutcome, RemovalReport } from '../../../src/jobs';
import { OffcutError, isAbort, type ErrorCode } from '../../../src/support';
import type { Expectation } from './expectations';
import { isEdit, type Act } from './interruptions';

/** How a removal ended, as a person reads it. */
export type Outcome =
  | { readonly kind: 'done'; readonly target: Target }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'refused'; readonly code: ErrorCode };

/** @throws what is neither a typed failure nor a cancellation */
export async function outcomeOf(removal: Promise<RemovalReport>): Promise<Outcome> {
  try {
    const { target } = await removal;
    return { kind: 'done', target };
  } catch (error) {
    if (isAbort(error)) return { kind: 'cancelled' };
    if (error instanceof OffcutError) return { kind: 'refused', code: error.code };
    throw error;
  }
}

export function outcomeInBatch(outcome: DocumentOutcome): Outcome {
  if (outcome.kind === 'done') return { kind: 'done', target: outcome.report.target };
  if (outcome.kind === 'cancelled') return { kind: 'cancelled' };
  return { kind: 'refused', code: outcome.error.code };
}

/** What Photoshop may be blamed for. */
const WHIMS: readonly ErrorCode[] = [
  ...(['host-failed', 'mask-unreadable', 'layer-not-rasterized', 'mode-not-converted'] as const),
];

/**
 * Holds a removal to what was expected of it, and to what has come between. Whoever has worked on a document meanwhile may
 * have made it one that can be masked, or one that cannot.
 */
export function expectOutcome(
  outcome: Outcome,
  { refusals, excuses }: Pick<Expectation, 'refusals' | 'excuses'>,
  act: Act | undefined,
): void {
  if (outcome.kind === 'done') expect(isEdit(act) ? [] : refusals).toEqual([]);
  else if (outcome.kind === 'cancelled') expect(CANCELLING).toContain(act);
  else expect([...refusals, ...excuses, ...codesAfter(act)]).toContain(outcome.code);
}

const CANCELLING: readonly (Act | undefined)[] = ['the page cancels', 'the person presses Escape'];

function codesAfter(act: Act | undefined): readonly ErrorCode[] {
  switch (act) {
    case undefined:
    case 'the page cancels':
    case 'the person presses Escape':
      return [];
    case 'the page is loaded anew':
      return ['bridge-closed'];
    case 'another plugin is modal for a moment':
      return ['host-busy'];
    case 'one call fails':
    case 'every call fails from now on':
      return WHIMS;
    default:
      return EDITED;
  }
}

/** What a person can bring about by working on the document meanwhile. */
const EDITED: readonly ErrorCode[] = [
  ...(['no-document', 'no-layer', 'document-closed', 'layer-deleted', 'document-changed'] as const),
  ...(['several-layers', 'group-layer', 'adjustment-layer', 'locked-layer'] as const),
  ...(['off-canvas-layer', 'empty-layer', 'no-subject', 'background-layer'] as const),
  ...(['unsupported-color-mode', 'flat-color-mode'] as const),
];
