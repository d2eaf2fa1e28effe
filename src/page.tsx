import workerSource from 'engine-worker-source';
import { createHostClient, createPageEndpoint } from './bridge';
import { createEngineClient, spawnBlobWorker } from './engine';
import { createAssetReader, createJobs } from './jobs';
import { mountPanel, PanelController } from './panel';

// The page's policy governs neither WebRTC nor WebTransport: what is not there cannot reach a network.
for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport'])
  Reflect.deleteProperty(window, name);

const controller = new PanelController(() => createJobs({ host, engine }, readAsset));
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
const engine = createEngineClient({ spawnWorker: () => spawnBlobWorker(workerSource), readAsset });

const root = document.getElementById('root');
if (root) mountPanel(root, controller);
void controller.start();
