import type { HostService } from '../../../src/bridge';

/** A host that answers everything with the least that the contract allows; tests replace the method that they are about. */
export function hostServiceWith(methods: Partial<HostService>): HostService {
  const nothing = () => Promise.resolve({});
  return {
    describeEnvironment: () =>
      Promise.resolve({
        hostVersion: '26.0.0',
        pluginVersion: '0.1.0',
        theme: 'dark',
        surface: 'panel',
        command: 'none',
      }),
    listDocuments: () => Promise.resolve([]),
    describeTarget: () => Promise.reject(new Error('not part of this test')),
    readPixels: () => Promise.reject(new Error('not part of this test')),
    openAsset: () => Promise.resolve({ blobId: 1, byteLength: 0 }),
    readBlob: () => Promise.reject(new Error('not part of this test')),
    releaseBlob: nothing,
    beginMask: () => Promise.resolve({ maskId: 1 }),
    writeMaskStrip: nothing,
    writeColourStrip: nothing,
    commitMask: nothing,
    discardMask: nothing,
    rememberActive: nothing,
    restoreActive: nothing,
    loadSettings: () => Promise.resolve({}),
    saveSettings: nothing,
    listProbes: () => Promise.resolve([]),
    runProbe: () => Promise.resolve({ kind: 'answered', words: '', ms: 0 }),
    echo: ({ text, replyLength }) =>
      Promise.resolve({ received: text.length, text: 'x'.repeat(replyLength) }),
    loadReport: () => Promise.resolve({ text: '' }),
    saveReport: nothing,
    closeDialog: nothing,
    ...methods,
  };
}
