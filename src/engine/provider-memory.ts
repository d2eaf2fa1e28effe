import type { OffcutError } from '../support';
import type { RunReport, VerdictStore } from './engine';
import {
  FALLBACK_CODES,
  type DeviceReport,
  type ExecutionProvider,
  type FallbackCode,
  type ProviderChoice,
  type ProviderFallback,
  type ProviderOptions,
  type ProviderVerdict,
} from './execution-provider';

/** They come and go with other programs; what is seen once says nothing about the driver. */
const TRANSIENT: readonly FallbackCode[] = ['device-lost', 'run-failed'];
/** There is no driver to say anything about. */
const NO_DRIVER: readonly FallbackCode[] = ['no-webgpu', 'no-adapter'];

/**
 * What the page knows about providers: from the store, and from this session. A GPU that has failed is not asked again
 * in the session; the store hears of it when the failure says something about the driver.
 */
export class ProviderMemory {
  readonly #choice: ProviderChoice;
  readonly #store: VerdictStore | undefined;
  readonly #learnt = new Map<string, ProviderVerdict>();
  #fallback: ProviderFallback | undefined;
  #failures = 0;
  #driver: string | undefined;
  #serving: ExecutionProvider;
  #isTesting = false;

  constructor(choice: ProviderChoice, store: VerdictStore | undefined) {
    this.#choice = choice;
    this.#store = store;
    this.#serving = choice === 'wasm' ? 'wasm' : 'webgpu';
  }

  /** What served last; the GPU while nobody knows yet whether there is one to be had. */
  get serving(): ExecutionProvider {
    return this.#serving;
  }

  /** The last one that a worker named. */
  get driver(): string | undefined {
    return this.#driver;
  }

  /** How the next worker is to start. */
  async startOptions(): Promise<ProviderOptions> {
    if (this.#isTesting) return { provider: 'auto', verdicts: [] };
    if (this.#fallback || this.#choice === 'wasm') return { provider: 'wasm', verdicts: [] };
    const stored = (await this.#store?.recall().catch(() => [])) ?? [];
    const isOlder = ({ driver }: ProviderVerdict) => !this.#learnt.has(driver);
    const verdicts = [...stored.filter(isOlder), ...this.#learnt.values()];
    return { provider: this.#choice, verdicts };
  }

  /** Takes in what a worker says of its device: a self-test that has failed is remembered. */
  learn({ provider, driver, fallback }: DeviceReport): void {
    this.#serving = provider;
    this.#driver = driver ?? this.#driver;
    if (!driver || !fallback || fallback.isRemembered) return;
    const { code, reason } = fallback;
    // Each run of the same worker says so again.
    const isKnown = this.#learnt.get(driver)?.code === code;
    if (!isKnown && !NO_DRIVER.includes(code))
      this.#keep({ driver, provider: 'wasm', code, reason });
  }

  /** Takes in that the GPU has failed in the middle of work: the CPU serves for the rest of the session. */
  fail(failure: OffcutError): void {
    const { code, reason } = (this.#fallback = fallbackOf(failure));
    this.#serving = 'wasm';
    this.#failures += 1;
    const isTelling = this.#failures > 1 || !TRANSIENT.includes(code);
    if (this.#driver && isTelling)
      this.#keep({ driver: this.#driver, provider: 'wasm', code, reason });
  }

  /** While `work` runs, workers start as if nothing were known. */
  async forgetDuring<T>(work: () => Promise<T>): Promise<T> {
    this.#isTesting = true;
    try {
      return await work();
    } finally {
      this.#isTesting = false;
    }
  }

  /** Takes in what a test of the computer has found. It holds at once, whatever has failed before. */
  decide(verdict: Omit<ProviderVerdict, 'driver'>, driver: string | undefined): void {
    this.#fallback = undefined;
    if (driver) this.#keep({ ...verdict, driver });
  }

  /** A worker's report, with the reason why this session is on the CPU, of which that worker knows nothing. */
  complete(run: RunReport): RunReport {
    if (run.fallback || !this.#fallback) return run;
    return { ...run, driver: run.driver ?? this.#driver, fallback: this.#fallback };
  }

  /** Best effort: what cannot be saved holds for this session. */
  #keep(verdict: ProviderVerdict): void {
    this.#learnt.set(verdict.driver, verdict);
    void this.#store?.keep(verdict).catch(() => undefined);
  }
}

function fallbackOf({ message, context }: OffcutError): ProviderFallback {
  const { code: told, reason = message } = context;
  const code = FALLBACK_CODES.find((known) => known === told) ?? 'run-failed';
  return { code, reason: String(reason), isRemembered: false };
}
