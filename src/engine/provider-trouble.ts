import { OffcutError } from '../support';
import type { FallbackCode, ProviderFallback } from './execution-provider';

/** What became of a provider that was tried. */
export type Trouble = Pick<ProviderFallback, 'code' | 'reason'>;

const MOST_REASON = 300;

/** Why the GPU cannot serve; `cause` in its own words. Inside the engine it becomes a fallback or `provider-failed`. */
export class ProviderTrouble extends Error implements Trouble {
  override readonly name = 'ProviderTrouble';
  readonly code: FallbackCode;
  readonly reason: string;

  constructor(code: FallbackCode, cause: unknown) {
    const reason = oneLine(cause instanceof Error ? cause.message : String(cause));
    super(`${code}: ${reason}`, { cause });
    this.code = code;
    this.reason = reason;
  }
}

/** The error as trouble; what is not yet trouble counts as `code`. */
export function troubleOf(error: unknown, code: FallbackCode): ProviderTrouble {
  return error instanceof ProviderTrouble ? error : new ProviderTrouble(code, error);
}

/** For a report: it cost this session a try. */
export function fallbackFor({ code, reason }: Trouble): ProviderFallback {
  return { code, reason, isRemembered: false };
}

/** In the middle of a job there is no other provider in this engine: who drives it may start another one. */
export function providerFailed(trouble: ProviderTrouble): OffcutError {
  const { code, reason } = trouble;
  return new OffcutError('provider-failed', `The GPU failed: ${trouble.message}`, {
    context: { code, reason },
    cause: trouble,
  });
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, MOST_REASON);
}
