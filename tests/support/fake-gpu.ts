/** The platform's side of WebGPU, as far as the engine looks at it. What it answers is the test's choice. */

export const HARDWARE = {
  vendor: 'acme',
  architecture: 'gen-9',
  device: '0x1234',
  description: 'Acme 9000',
  isFallbackAdapter: false,
};

const LIMITS = {
  maxBufferSize: 2 ** 32,
  maxStorageBufferBindingSize: 2 ** 31,
  maxStorageBuffersPerShaderStage: 16,
  maxBindGroups: 4,
  maxComputeWorkgroupStorageSize: 32768,
  maxComputeInvocationsPerWorkgroup: 1024,
  maxComputeWorkgroupSizeX: 1024,
  maxComputeWorkgroupSizeY: 1024,
  maxComputeWorkgroupSizeZ: 64,
  maxComputeWorkgroupsPerDimension: 65535,
};

export class FakeDevice extends EventTarget {
  #lose: (info: { reason: string; message: string }) => void = () => undefined;
  readonly lost = new Promise<{ reason: string; message: string }>((resolve) => {
    this.#lose = resolve;
  });
  isDestroyed = false;

  lose(message: string): void {
    this.#lose({ reason: 'unknown', message });
  }

  /** What the GPU reports of its own accord: too little memory, a shader that it refuses. */
  report(message: string): void {
    this.dispatchEvent(Object.assign(new Event('uncapturederror'), { error: { message } }));
  }

  destroy(): void {
    this.isDestroyed = true;
    this.#lose({ reason: 'destroyed', message: 'destroyed' });
  }
}

export class FakeAdapter {
  info: Partial<typeof HARDWARE> = HARDWARE;
  readonly limits = LIMITS;
  readonly features = new Set(['shader-f16']);
  readonly devices: FakeDevice[] = [];
  /** What the device was asked to have. */
  wanted: unknown;
  /** Set to fail or to hang. */
  give: () => Promise<FakeDevice> = () => Promise.resolve(new FakeDevice());

  async requestDevice(wanted: unknown): Promise<FakeDevice> {
    this.wanted = wanted;
    const device = await this.give();
    this.devices.push(device);
    return device;
  }
}

/** A web view with JSPI and a WebGPU whose adapters come from `requestAdapter`. */
export function fakeScope(requestAdapter: () => Promise<FakeAdapter | null>) {
  return {
    navigator: {
      gpu: { requestAdapter: requestAdapter as unknown as GPU['requestAdapter'] },
      userAgent: 'Mozilla/5.0 (X11) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36',
    },
    WebAssembly: { Suspending: () => undefined },
  };
}
