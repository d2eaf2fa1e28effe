import type { HostClient, ProbeQuestion } from '../../bridge';
import type { Workplace } from '../workplace';
import type { Tier } from '../../models';

/** What a probe of the page may use besides the page itself. */
export interface PageScene {
  readonly host: HostClient;
  readonly engine: Pick<Workplace['engine'], 'prepare'>;
  /** The smallest tier, for probes that start the runtime. */
  readonly tier: Tier;
  readonly signal: AbortSignal;
}

/** One question that the page answers by measuring. What `ask` throws is an answer too. */
export interface PageProbe extends ProbeQuestion {
  readonly ask: (scene: PageScene) => Promise<string> | string;
}

/** Name and message of whatever was thrown. */
export function refusalWords(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

export function yesOrNo(is: boolean): string {
  return is ? 'yes' : 'no';
}
