import { type Environment, type HostService, type ServedSession, toChunk } from '../bridge';
import { throwIfAborted } from '../support';
import { ActiveMemory } from './active';
import { openAsset } from './assets';
import { backgroundPolicyOf } from './background';
import { type BlobSource, Blobs, bytesAsBlob } from './blobs';
import { toHostError } from './host-errors';
import { Masks } from './masks';
import { writeOutput } from './outputs';
import { readPixels } from './pixels';
import { maskChoicesOf } from './mask-choices';
import { NOTHING_OBSERVED, probeMethods, type PageObservations } from './probes';
import { SettingsFile } from './settings';
import { describeTarget, listDocuments } from './target';
import type { Photoshop, Vendor } from './vendor';

/** What the service cannot learn from Photoshop: where its page is shown. */
export interface Surroundings {
  readonly describeEnvironment: () => Environment;
  /** Closes the dialog that holds the page; does nothing for the panel. */
  readonly closeDialog: () => void;
  /** For the diagnostics: what the page and its webview look like from here. */
  readonly observe?: () => PageObservations;
}

/** The Photoshop service of one page session, with what it holds for that page. */
export interface HostSession extends ServedSession {
  /** Bytes of pixels and masks in memory, and blobs that are open. */
  held(): { readonly bytes: number; readonly blobs: number };
}

export function createHostService(vendor: Vendor, surroundings: Surroundings): HostSession {
  const { photoshop, fs } = vendor;
  const blobs = new Blobs();
  const masks = new Masks(photoshop);
  const settings = new SettingsFile(fs);
  return {
    service: {
      describeEnvironment: () => soon(surroundings.describeEnvironment),
      listDocuments: () => fromPhotoshop(() => listDocuments(photoshop)),
      describeTarget: ({ documentId }) =>
        fromPhotoshop(async () => describeTarget(photoshop, documentId, await settings.load())),
      ...readingMethods(vendor, blobs),
      ...maskMethods(photoshop, masks, settings),
      ...activeMethods(new ActiveMemory(photoshop)),
      ...settingsMethods(settings),
      ...probeMethods({ photoshop, fs, observe: surroundings.observe ?? (() => NOTHING_OBSERVED) }),
      closeDialog: () =>
        soon(() => {
          surroundings.closeDialog();
          return {};
        }),
    },
    held: () => ({ bytes: blobs.heldBytes + masks.heldBytes, blobs: blobs.openCount }),
    dispose: () => {
      masks.clear();
      // A file that cannot be closed any more is lost to us in any case.
      blobs.releaseAll().catch(() => undefined);
    },
  };
}

function readingMethods({ photoshop, fs }: Vendor, blobs: Blobs) {
  const keep = async (source: BlobSource, signal: AbortSignal) => {
    if (signal.aborted) await source.close();
    throwIfAborted(signal);
    return blobs.open(source);
  };
  return {
    readPixels: async (request, { signal }) => {
      const read = await readPixels(photoshop, request, signal);
      if (!read) return {};
      const { pixels: bytes, ...described } = read;
      return { pixels: { ...described, blob: await keep(bytesAsBlob(bytes), signal) } };
    },
    openAsset: async ({ path }, { signal }) => keep(await openAsset(fs, path), signal),
    readBlob: async ({ blobId, offset, length }) =>
      toChunk(await blobs.read(blobId, offset, length)),
    releaseBlob: async ({ blobId }) => {
      await blobs.release(blobId);
      return {};
    },
  } satisfies Partial<HostService>;
}

function maskMethods(photoshop: Photoshop, masks: Masks, settings: SettingsFile) {
  return {
    beginMask: ({ output, ...target }) =>
      fromPhotoshop(() => ({ maskId: masks.begin(target, output) })),
    writeMaskStrip: ({ maskId, top, height, chunk }) =>
      soon(() => {
        masks.get(maskId).buffer.writeStrip(top, height, chunk);
        return {};
      }),
    writeColourStrip: ({ maskId, top, height, chunk }) =>
      soon(() => {
        masks.colours(maskId).writeStrip(top, height, chunk);
        return {};
      }),
    commitMask: async ({ maskId, historyName }, { signal }) => {
      await masks.commit(maskId, async (mask) => {
        const chosen = await settings.load();
        const background = backgroundPolicyOf(chosen);
        const choices = maskChoicesOf(chosen);
        await writeOutput(photoshop, mask, { historyName, background, choices }, signal);
      });
      return {};
    },
    discardMask: ({ maskId }) =>
      soon(() => {
        masks.discard(maskId);
        return {};
      }),
  } satisfies Partial<HostService>;
}

function activeMethods(active: ActiveMemory) {
  return {
    rememberActive: () =>
      fromPhotoshop(() => {
        active.remember();
        return {};
      }),
    restoreActive: async (_nothing, { signal }) => {
      await active.restore(signal);
      return {};
    },
  } satisfies Partial<HostService>;
}

function settingsMethods(settings: SettingsFile) {
  return {
    loadSettings: () => settings.load(),
    saveSettings: async (wanted) => {
      await settings.save(wanted);
      return {};
    },
  } satisfies Partial<HostService>;
}

/** A promise of what `work` gives or throws. */
function soon<T>(work: () => T | Promise<T>): Promise<T> {
  return Promise.resolve().then(work);
}

/** The same for work that asks Photoshop outside a modal scope, which may refuse as well. */
function fromPhotoshop<T>(work: () => T | Promise<T>): Promise<T> {
  return soon(work).catch((error: unknown) => {
    throw toHostError(error);
  });
}
