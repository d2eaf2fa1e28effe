import { AbortError, OffcutError, isAbort } from '../support';

/** Photoshop's number for "another plugin or command is modal"; its words change between versions. */
const MODAL_STATE = 9;

/** Whatever Photoshop threw, as one of ours; our own errors and cancellation pass through. */
export function toHostError(error: unknown): OffcutError | AbortError {
  if (error instanceof OffcutError || error instanceof AbortError) return error;
  if (isAbort(error)) return new AbortError();
  if (hasNumber(error) && error.number === MODAL_STATE)
    return new OffcutError('host-busy', 'Another command is running in Photoshop', {
      cause: error,
    });
  const reason = error instanceof Error ? error.message : String(error);
  return new OffcutError('host-failed', `Photoshop refused: ${reason}`, { cause: error });
}

/** Photoshop sometimes fails once and succeeds a moment later; a typed failure is not of that kind. */
export function isTransient(error: unknown): boolean {
  const typed = toHostError(error);
  return typed instanceof OffcutError && typed.code === 'host-failed';
}

function hasNumber(error: unknown): error is { readonly number: unknown } {
  return typeof error === 'object' && error !== null && 'number' in error;
}
