import cpuWorkerSource from 'engine-worker-source';
import gpuWorkerSource from 'engine-worker-webgpu-source';
import { createHostClient, createPageEndpoint } from './bridge';
import { chooseRuntime, createEngineClient, spawnBlobWorker } from './engine';
import { createAssetReader, createJobs, Log, SettingsKeeper } from './jobs';
import { mountPanel, PanelController } from './panel';

// The page's policy governs neither WebRTC nor WebTransport: what is not there cannot reach a network.
for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport'])
  Reflect.deleteProperty(window, name);

// eslint-disable-next-line no-console -- where UXP's developer tool shows it
const log = new Log({ write: (line) => console.info(line) });
const controller = new PanelController(() =>
  createJobs({ host, engine }, { readAsset, settings, log }),
);
const host = createHostClient(createPageEndpoint(window), {
  themeChanged: ({ theme }) => {
    controller.changeTheme(theme);
    return Promise.resolve({});
  },
  targetChanged: () => {
    void controller.changeTarget();
    return Promise.resolve({});
  },
  runCommand: ({ command }) => Promise.resolve({ accepted: controller.accept(command) }),
});
const readAsset = createAssetReader(host);
const settings = new SettingsKeeper(host);
const runtime = chooseRuntime(window);
const workerSource = runtime.kind === 'gpu' ? gpuWorkerSource : cpuWorkerSource;
log.add(`The runtime's build is for the ${runtime.kind.toUpperCase()}`);
const engine = createEngineClient({
  spawnWorker: () => spawnBlobWorker(workerSource),
  wasmPath: runtime.wasmPath,
  readAsset,
  provider: 'auto',
  verdicts: settings,
  cores: navigator.hardwareConcurrency,
  memoryGb: memoryGbOf(navigator),
});

const root = document.getElementById('root');
if (root) mountPanel(root, controller);
void controller.start();

/** Only Chromium says how much memory the computer has. */
function memoryGbOf(browser: Navigator & { readonly deviceMemory?: number }): number | undefined {
  return browser.deviceMemory;
}
