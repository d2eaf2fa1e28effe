import { closeSync, openSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { serveHost, type Endpoint, type HostLink } from '../../../src/bridge';
import { createHostService, type Vendor } from '../../../src/host';
import {
  createSimulatedPhotoshop,
  type PluginFiles,
  type SimulatedPhotoshop,
} from '../../../simulator';
import { decodeImageInNode } from '../../../simulator/documents/node-decoder';

export const PLUGIN = path.join(__dirname, '../../../dist/plugin');

/** A simulated Photoshop in Node with our host service in front of it, for a page that runs in a browser. */
export interface PhotoshopBehindPage {
  readonly photoshop: SimulatedPhotoshop;
  /** Assets that the page has asked the host for, in order. */
  readonly openedAssets: readonly string[];
  /** What the page has posted: the text that stood in `uxpHost.postMessage`. */
  receive(text: string): void;
  readonly link: HostLink;
}

/** `send` takes what the host posts to the page. */
export function createPhotoshopBehindPage(send: (text: string) => void): PhotoshopBehindPage {
  const openedAssets: string[] = [];
  const photoshop = createSimulatedPhotoshop({
    pluginFiles: recordOpened(filesBelow(PLUGIN), openedAssets),
    decodeImage: decodeImageInNode,
  });
  const { endpoint, receive } = createPipe(send);
  const link = serveHost(endpoint, () =>
    createHostService(photoshop.modules as Vendor, {
      describeEnvironment: () => ({
        hostVersion: '26.0.0',
        pluginVersion: '0.1.0',
        theme: 'dark',
        surface: 'panel',
        command: 'none',
      }),
      closeDialog: () => undefined,
    }),
  );
  return { photoshop, openedAssets, receive, link };
}

function createPipe(send: (text: string) => void): {
  readonly endpoint: Endpoint;
  readonly receive: (text: string) => void;
} {
  const listeners = new Set<(payload: unknown) => void>();
  return {
    endpoint: {
      post: send,
      listen: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    receive: (text) => {
      for (const listener of listeners) listener(text);
    },
  };
}

function filesBelow(root: string): PluginFiles {
  return {
    size: (file) =>
      Promise.resolve(statSync(path.join(root, file), { throwIfNoEntry: false })?.size),
    read: (file, offset, length) => {
      const bytes = new Uint8Array(length);
      const descriptor = openSync(path.join(root, file), 'r');
      try {
        const count = readSync(descriptor, bytes, 0, length, offset);
        return Promise.resolve(bytes.subarray(0, count));
      } finally {
        closeSync(descriptor);
      }
    },
  };
}

function recordOpened(files: PluginFiles, opened: string[]): PluginFiles {
  return {
    ...files,
    size: (file) => {
      if (!opened.includes(file)) opened.push(file);
      return files.size(file);
    },
  };
}
