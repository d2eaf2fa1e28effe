import { OffcutError, toOffcutError, type ErrorCode, type ErrorContext } from '../support';

/** How a call in the worker ended. Structured cloning would strip an error of its code and context, so they cross as plain values. */
export type Outcome<T> =
  | { readonly value: T }
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
    const { code, message, context } = toOffcutError(error);
    return { failure: { code, message, context } };
  }
}

/** @throws OffcutError where the outcome is a failure. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if ('value' in outcome) return outcome.value;
  const { code, message, context } = outcome.failure;
  throw new OffcutError(code, message, { context });
}
