import { answerWithin } from './answer-within';
import { chooseRuntime } from './choose-runtime';
import type { ProviderFallback, ProviderOptions, ProviderVerdict } from './execution-provider';
import { fallbackFor, ProviderTrouble, troubleOf } from './provider-trouble';
import { SELF_TEST_VERSION } from './self-test/version';
import { WatchedDevice } from './watched-device';

/** A device, or why there is none; neither where none was wanted. */
export interface DeviceSearch {
  readonly driver?: string;
  readonly device?: WatchedDevice;
  readonly fallback?: ProviderFallback;
}

/** The part of the platform that is searched: `globalThis` has it. */
export interface GpuScope {
  readonly navigator?: { readonly gpu?: Pick<GPU, 'requestAdapter'>; readonly userAgent?: string };
  readonly WebAssembly: object;
}

/** A GPU process that is starting anew takes seconds; one that hangs takes for ever. */
const MOST_SEARCH_MS = 30_000;
const MOST_DRIVER = 200;

/**
 * Looks for a GPU's device. `auto` believes what earlier sessions have learnt of the driver and wants no GPU that is
 * emulated on the CPU, which is slower than the wasm provider by two orders of magnitude; `webgpu` tries both anew.
 * `runtime` is the runtime's version, which is part of the driver's name.
 */
export async function findDevice(
  { provider, verdicts }: ProviderOptions,
  runtime: string,
  scope: GpuScope = globalThis,
): Promise<DeviceSearch> {
  if (provider === 'wasm') return {};
  const search: { driver?: string } = {};
  try {
    const adapter = await findAdapter(scope);
    search.driver = driverOf(adapter.info, runtime, scope.navigator?.userAgent);
    if (provider === 'auto') {
      const known = verdicts.find(({ driver }) => driver === search.driver);
      if (known?.provider === 'wasm') return { ...search, fallback: rememberedFallback(known) };
      assertHardware(adapter.info);
    }
    const device = new WatchedDevice(await requestDevice(adapter), search.driver);
    return { ...search, device };
  } catch (error) {
    return { ...search, fallback: fallbackFor(troubleOf(error, 'no-device')) };
  }
}

async function findAdapter(scope: GpuScope): Promise<GPUAdapter> {
  const gpu = scope.navigator?.gpu;
  if (!gpu) throw new ProviderTrouble('no-webgpu', 'navigator.gpu is absent');
  if (chooseRuntime(scope).kind === 'cpu')
    throw new ProviderTrouble('no-webgpu', 'The web view cannot suspend wasm (JSPI)');
  try {
    const adapter = await answerWithin(
      gpu.requestAdapter({ powerPreference: 'high-performance' }),
      MOST_SEARCH_MS,
    );
    if (adapter) return adapter;
  } catch (error) {
    throw troubleOf(error, 'no-adapter');
  }
  throw new ProviderTrouble('no-adapter', 'requestAdapter gave none');
}

/**
 * What is judged together, in one line: adapter, browser, runtime and self-test. Browsers keep the driver's own version to
 * themselves; theirs stands for it, because an update of either is a reason to try again.
 */
function driverOf(info: GPUAdapterInfo, runtime: string, userAgent = ''): string {
  const { vendor, architecture, device, description } = info;
  const adapter = [vendor, architecture, device, description].filter(Boolean).join(' ');
  const browser = /Chrome\/\d+|Version\/\d+/.exec(userAgent)?.[0];
  const versions = [browser, `ORT ${runtime}`, `test ${SELF_TEST_VERSION}`].filter(Boolean);
  const tested = `, ${versions.join(', ')}`;
  return (adapter || 'unnamed adapter').slice(0, MOST_DRIVER - tested.length) + tested;
}

function rememberedFallback({ code = 'slower', reason = '' }: ProviderVerdict): ProviderFallback {
  return { code, reason, isRemembered: true };
}

function assertHardware(info: GPUAdapterInfo): void {
  if (info.isFallbackAdapter)
    throw new ProviderTrouble('no-adapter', 'The only adapter is emulated on the CPU');
}

/** What our networks' buffers and the runtime's kernels may need: all that the adapter has, in place of the low defaults. */
const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxBindGroups',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupSizeZ',
  'maxComputeWorkgroupsPerDimension',
] as const;

/** No optional features: our networks compute in full precision, and each feature is another way through a driver. */
async function requestDevice(adapter: GPUAdapter): Promise<GPUDevice> {
  const limits = LIMITS.map((name) => [name, adapter.limits[name]] as const);
  const requiredLimits = Object.fromEntries(limits);
  return answerWithin(adapter.requestDevice({ requiredLimits }), MOST_SEARCH_MS);
}
