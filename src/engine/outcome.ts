import {
  AbortError,
  isAbort,
  OffcutError,
  toOffcutError,
  type ErrorCode,
  type ErrorContext,
} from '../support';

/** How a call between page and worker ended. Structured cloning would strip an error of its code and context, so they cross as plain values. */
export type Outcome<T> =
  | { readonly value: T }
  | { readonly isCancelled: true }
  | {
      readonly failure: {
        readonly code: ErrorCode;
        readonly message: string;
        readonly context: ErrorContext;
      };
    };

/** Never rejects: what nobody expected becomes `internal`. */
export async function outcomeOf<T>(work: Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await work };
  } catch (error) {
    if (isAbort(error)) return { isCancelled: true };
    const { code, message, context } = toOffcutError(error);
    return { failure: { code, message, context } };
  }
}

/** @throws OffcutError where the outcome is a failure, AbortError where it is a cancellation. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if ('value' in outcome) return outcome.value;
  if ('isCancelled' in outcome) throw new AbortError();
  const { code, message, context } = outcome.failure;
  throw new OffcutError(code, message, { context });
}
