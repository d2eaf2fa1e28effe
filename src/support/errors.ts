/**
 * Every expected failure of the product. A code is a promise to the person at the panel: `messages.ts` gives each one
 * words and a next step. Programmer's mistakes are TypeErrors (assert.ts); cancellation is AbortError (abort.ts).
 */
export const ERROR_CODES = [
  // The target
  'no-document',
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
  'layer-not-rasterized',
  'unsupported-color-mode',
  'flat-color-mode',
  'mode-not-converted',
  'mask-unreadable',
  'document-closed',
  'document-changed',
  'layer-deleted',
  // The host
  'host-busy',
  'host-failed',
  'unexpected-pixels',
  // The models
  'registry-invalid',
  'model-unknown',
  'model-missing',
  'model-truncated',
  'model-altered',
  // The engine
  'engine-start-failed',
  'session-failed',
  'inference-failed',
  'provider-failed',
  'unexpected-output',
  'no-subject',
  // The bridge
  'bridge-timeout',
  'bridge-corrupt',
  'bridge-version',
  'bridge-closed',
  'asset-missing',
  // Files (the headless twin)
  'no-input',
  'file-unreadable',
  'file-too-large',
  'file-unwritable',
  // Anything that nobody expected
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Small facts for the message and the log: ids, dimensions, a model's file name. Never pixels, never a user's path. */
export type ErrorContext = Readonly<Record<string, string | number>>;

/** An expected failure: a code, a sentence for the log, and the small facts that its message shows. */
export class OffcutError extends Error {
  override readonly name = 'OffcutError';
  readonly code: ErrorCode;
  readonly context: ErrorContext;

  constructor(
    code: ErrorCode,
    message: string,
    options: { context?: ErrorContext; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.context = options.context ?? {};
  }
}

/** Anything thrown, as an OffcutError: itself when it is one, else `internal` with the original as its cause. */
export function toOffcutError(error: unknown): OffcutError {
  if (error instanceof OffcutError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new OffcutError('internal', message, { cause: error });
}
