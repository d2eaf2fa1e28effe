import { verifyWeights, type ModelDescriptor } from '../models';
import { invalidArgument } from '../support';
import type { RuntimeReport, StartOptions } from './engine';
import type { DeviceReport, ProviderTest } from './execution-provider';
import { createGpuSession, type GpuSession } from './gpu-session';
import { createSession, runtimeVersion, startRuntime } from './ort';
import { fallbackFor, troubleOf, type ProviderTrouble } from './provider-trouble';
import { releaseInTime } from './release-in-time';
import type { LoadedNetwork } from './see-picture';
import { assertGolden } from './self-test/see-golden';
import { testProviders } from './self-test/test-providers';
import { sha256 } from './sha256';
import type { WatchedDevice } from './watched-device';
import { findDevice, type DeviceSearch } from './webgpu-device';

/** Loaded on the GPU; its weights are kept for as long as it may have to move to the CPU. */
interface GpuNetwork extends LoadedNetwork {
  readonly weights: Uint8Array;
}

/**
 * The networks of one engine, all on one provider: on the GPU until one of them cannot be made or proven there, and then
 * on the CPU for good. Calls must come one after the other.
 */
export class Networks {
  readonly #onCpu = new Map<string, LoadedNetwork>();
  readonly #onGpu = new Map<string, GpuNetwork>();
  #search: DeviceSearch = {};
  #threads = 0;

  /** @throws engine-start-failed */
  async start(wasm: Uint8Array, options: StartOptions): Promise<RuntimeReport> {
    const { threads, provider = 'wasm', verdicts = [] } = options;
    this.#threads = await startRuntime(wasm, threads);
    this.#search = await findDevice({ provider, verdicts }, runtimeVersion());
    return this.report();
  }

  report(): RuntimeReport {
    const { driver, device, fallback } = this.#search;
    const report: DeviceReport = {
      provider: device ? 'webgpu' : 'wasm',
      ...(driver !== undefined && { driver }),
      ...(fallback && { fallback }),
    };
    return { ...report, threads: this.#threads };
  }

  get(id: string): LoadedNetwork | undefined {
    return this.#onGpu.get(id) ?? this.#onCpu.get(id);
  }

  /** Takes ownership of `weights`. @throws model-truncated, model-altered, session-failed */
  async load(model: ModelDescriptor, weights: Uint8Array): Promise<void> {
    this.#assertStarted();
    if (this.get(model.id)) return;
    await verifyWeights(model, weights, sha256);
    const { device } = this.#search;
    if (!device || !(await this.#loadOnGpu({ model, weights }, device)))
      await this.#loadOnCpu({ model, weights });
  }

  /** Borrows `weights`. @throws model-truncated, model-altered */
  async test(model: ModelDescriptor, weights: Uint8Array): Promise<readonly ProviderTest[]> {
    this.#assertStarted();
    await verifyWeights(model, weights, sha256);
    return testProviders(model, weights, this.#search.device);
  }

  /** Another load may follow. */
  async dispose(): Promise<void> {
    const sessions = [...this.#onCpu.values(), ...this.#onGpu.values()];
    this.#onCpu.clear();
    this.#onGpu.clear();
    await Promise.all(sessions.map(({ session }) => session.release()));
  }

  #assertStarted(): void {
    if (this.#threads === 0) throw invalidArgument('the engine', 'a start first', this.#threads);
  }

  /** Whether it serves there; where it does not, everything moves to the CPU. */
  async #loadOnGpu(network: Weighty, device: WatchedDevice): Promise<boolean> {
    const { model, weights } = network;
    let session: GpuSession | undefined;
    try {
      session = await createGpuSession(model, weights, device);
      assertGolden(model, await session.seeGolden());
      this.#onGpu.set(model.id, { ...network, session });
      return true;
    } catch (error) {
      if (session) await releaseInTime(session);
      await this.#leaveGpu(device, troubleOf(error, 'run-failed'));
      return false;
    }
  }

  async #loadOnCpu({ model, weights }: Weighty): Promise<void> {
    this.#onCpu.set(model.id, { model, session: await createSession(model, weights) });
  }

  async #leaveGpu(device: WatchedDevice, trouble: ProviderTrouble): Promise<void> {
    const { driver } = device;
    this.#search = { driver, fallback: fallbackFor(trouble) };
    const moving = [...this.#onGpu.values()];
    this.#onGpu.clear();
    for (const { session } of moving) await releaseInTime(session);
    device.dispose();
    for (const network of moving) await this.#loadOnCpu(network);
  }
}

type Weighty = Pick<GpuNetwork, 'model' | 'weights'>;
