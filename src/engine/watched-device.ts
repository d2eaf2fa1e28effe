import { answerWithin } from './answer-within';
import type { FallbackCode } from './execution-provider';
import { ProviderTrouble, troubleOf } from './provider-trouble';

/** How long work on the GPU may take, and what its failure is called. */
export interface Watch {
  readonly ms: number;
  readonly code: FallbackCode;
}

/**
 * A GPU device that says when it has failed. The runtime does not: it waits for ever on a device that hangs, and reads
 * zeros where one had no memory left. What has failed once stays failed.
 */
export class WatchedDevice {
  readonly device: GPUDevice;
  readonly driver: string;
  #trouble: ProviderTrouble | undefined;
  readonly #untilLost: Promise<never>;

  /** Takes ownership of the device. */
  constructor(device: GPUDevice, driver: string) {
    this.device = device;
    this.driver = driver;
    this.#untilLost = device.lost.then(({ reason, message }) => {
      throw this.#fail(new ProviderTrouble('device-lost', message || reason));
    });
    // Most devices are lost, by being destroyed, while nothing runs on them.
    this.#untilLost.catch(() => undefined);
    device.addEventListener('uncapturederror', ({ error }) => {
      this.#fail(new ProviderTrouble('run-failed', error.message));
    });
  }

  /**
   * The work's value, if the device was sound until its end.
   * @throws ProviderTrouble where the work rejects, the device has failed, or nothing answers in time
   */
  async watch<T>(work: () => Promise<T>, { ms, code }: Watch): Promise<T> {
    this.#assertSound();
    try {
      const value = await answerWithin(Promise.race([work(), this.#untilLost]), ms);
      this.#assertSound();
      return value;
    } catch (error) {
      throw this.#fail(troubleOf(error, code));
    }
  }

  /** Frees what the device holds, also what a hung run cannot let go of. */
  dispose(): void {
    this.device.destroy();
  }

  /** The first trouble counts: what follows is its consequence. */
  #fail(trouble: ProviderTrouble): ProviderTrouble {
    return (this.#trouble ??= trouble);
  }

  #assertSound(): void {
    if (this.#trouble) throw this.#trouble;
  }
}
