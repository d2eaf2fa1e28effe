/** What runs a network: ONNX Runtime's word for a kind of device and its kernels. */
export type ExecutionProvider = 'webgpu' | 'wasm';

/** Which provider is wanted. `auto` takes the GPU where it gives the right numbers, else the CPU. */
export type ProviderChoice = 'auto' | ExecutionProvider;

/**
 * Why the CPU ran what the GPU was to run:
 * - `no-webgpu`: the webview has none, or lacks what the runtime needs to use it
 * - `no-adapter`, `no-device`: there is WebGPU, but no GPU behind it, or it gave no device
 * - `session-failed`, `run-failed`: the network could not be made or run there
 * - `wrong-numbers`: it ran, and its output was not that of the network
 * - `device-lost`: the GPU went away in the middle
 * - `slower`: a test on this computer found the CPU faster
 */
export const FALLBACK_CODES = [
  'no-webgpu',
  'no-adapter',
  'no-device',
  'session-failed',
  'run-failed',
  'wrong-numbers',
  'device-lost',
  'slower',
] as const;
export type FallbackCode = (typeof FALLBACK_CODES)[number];

/** The GPU was wanted and the CPU ran. Never silent: it is in every report. */
export interface ProviderFallback {
  readonly code: FallbackCode;
  /** One line for the log, in the runtime's or the driver's own words; at most 300 characters. */
  readonly reason: string;
  /** Known from an earlier session with this driver: the GPU was not tried again. */
  readonly isRemembered: boolean;
}

/** What is remembered of a driver: the provider that serves with it, and why where that is the CPU. */
export interface ProviderVerdict {
  /** Names adapter, driver and runtime, so that an update of either is tried anew; at most 200 characters. */
  readonly driver: string;
  readonly provider: ExecutionProvider;
  readonly code?: FallbackCode | undefined;
  readonly reason?: string | undefined;
}

/** Where the runtime is to look for its device. */
export interface ProviderOptions {
  readonly provider: ProviderChoice;
  /** What earlier sessions have learnt. */
  readonly verdicts: readonly ProviderVerdict[];
}

/** Which provider serves, and what stands behind it. */
export interface DeviceReport {
  readonly provider: ExecutionProvider;
  /** As in ProviderVerdict; only where there is a WebGPU adapter. */
  readonly driver?: string | undefined;
  readonly fallback?: ProviderFallback | undefined;
}

/** How one provider did on a network's golden input. */
export interface ProviderTest {
  readonly provider: ExecutionProvider;
  /** Of a warm run; only where it ran. */
  readonly runMs?: number | undefined;
  /** Mean absolute difference of the matte to the golden one, in [0, 1]; only where it ran. */
  readonly meanDifference?: number | undefined;
  /** Why it cannot serve; absent where it can. */
  readonly failure?: Omit<ProviderFallback, 'isRemembered'> | undefined;
}

/** Every provider on this computer, and the one that serves from now on. */
export interface ComputerTest {
  readonly tests: readonly ProviderTest[];
  readonly winner: ExecutionProvider;
  readonly driver?: string | undefined;
}
