import {
  createHostClient,
  fromChunk,
  serveHost,
  toChunk,
  type DocumentId,
  type HOST_METHODS,
  type HostConnection,
  type HostService,
  type LayerId,
  type MaskOutput,
  type MethodParams,
  type Settings,
  type Target,
} from '../../../src/bridge';
import { OffcutError } from '../../../src/support';
import { hostServiceWith } from '../bridge/host-service';
import { createPipe } from '../bridge/pipe';

export interface WrittenMask {
  readonly documentId: number;
  readonly layerId: number;
  readonly historyName: string;
  readonly mask: Uint8Array;
  readonly output: MaskOutput;
  /** Of a cut-out: its rows one after the other. */
  readonly colours: Uint8Array;
}

/** A host of plain memory behind the real bridge: what it still holds, and what was written, is there to be asked. */
export class ScriptedHost {
  readonly targets = new Map<number, Target | OffcutError>();
  readonly assets = new Map<string, Uint8Array>();
  readonly written: WrittenMask[] = [];
  readonly active: string[] = [];
  readonly openedAssets: string[] = [];
  settings: Settings = {};
  /** Replaces single methods. */
  methods: Partial<HostService> = {};
  readonly #blobs = new Map<number, Uint8Array>();
  readonly #masks = new Map<
    number,
    Omit<WrittenMask, 'historyName'> & { readonly width: number }
  >();
  #lastId = 0;

  /** Blobs and masks that nobody has given back. */
  get held(): number {
    return this.#blobs.size + this.#masks.size;
  }

  open(): { host: HostConnection; close: () => void } {
    const pipe = createPipe();
    const link = serveHost(pipe.host, () => ({
      service: this.#service(),
      dispose: () => undefined,
    }));
    const host = createHostClient(pipe.page);
    return {
      host,
      close: () => {
        host.close();
        link.close();
      },
    };
  }

  addDocument(documentId: number, documentName: string, problem?: OffcutError): void {
    this.targets.set(documentId, problem ?? targetIn(documentId, documentName));
  }

  /** Black pixels, as many as asked for; of the part where one is named. */
  readonly readPixels = ({ extent, part }: MethodParams<typeof HOST_METHODS, 'readPixels'>) => {
    const { width, height } = extent;
    const bounds = part ?? { left: 0, top: 0, width: WIDTH, height: HEIGHT };
    const blob = this.keep(new Uint8Array(width * height * 3));
    return Promise.resolve({ pixels: { bounds, width, height, channels: 3 as const, blob } });
  };

  #service(): HostService {
    return hostServiceWith({ ...this.#reading(), ...this.#writing(), ...this.methods });
  }

  #reading(): Partial<HostService> {
    return {
      listDocuments: () =>
        Promise.resolve(
          [...this.targets.keys()].map((id) => ({
            documentId: id as DocumentId,
            documentName: `${id}.psd`,
          })),
        ),
      describeTarget: ({ documentId }) => this.#describe(documentId),
      readPixels: this.readPixels,
      openAsset: ({ path }) => {
        const bytes = this.assets.get(path);
        if (!bytes) return Promise.reject(new OffcutError('asset-missing', path));
        this.openedAssets.push(path);
        return Promise.resolve(this.keep(bytes));
      },
      readBlob: ({ blobId, offset, length }) =>
        Promise.resolve(toChunk(this.#blobs.get(blobId)!.subarray(offset, offset + length))),
      releaseBlob: ({ blobId }) => {
        this.#blobs.delete(blobId);
        return Promise.resolve({});
      },
      loadSettings: () => Promise.resolve(this.settings),
      saveSettings: (settings) => {
        this.settings = settings;
        return Promise.resolve({});
      },
    };
  }

  #writing(): Partial<HostService> {
    return {
      beginMask: ({ documentId, layerId, extent: { width, height }, output = PLAIN }) => {
        const maskId = ++this.#lastId;
        this.#masks.set(maskId, {
          documentId,
          layerId,
          width,
          mask: new Uint8Array(width * height),
          output,
          colours: new Uint8Array(coloursLengthOf(output)),
        });
        return Promise.resolve({ maskId });
      },
      writeMaskStrip: ({ maskId, top, chunk }) => {
        const { mask, width } = this.#masks.get(maskId)!;
        mask.set(fromChunk(chunk), top * width);
        return Promise.resolve({});
      },
      writeColourStrip: ({ maskId, top, chunk }) => {
        const { colours } = this.#masks.get(maskId)!;
        colours.set(fromChunk(chunk), top * WIDTH * 4);
        return Promise.resolve({});
      },
      commitMask: ({ maskId, historyName }) => {
        const { documentId, layerId, mask, output, colours } = this.#masks.get(maskId)!;
        this.#masks.delete(maskId);
        this.written.push({ documentId, layerId, historyName, mask, output, colours });
        return Promise.resolve({});
      },
      discardMask: ({ maskId }) => {
        this.#masks.delete(maskId);
        return Promise.resolve({});
      },
      rememberActive: () => this.#note('remembered'),
      restoreActive: () => this.#note('restored'),
    };
  }

  #describe(documentId: number | undefined): Promise<Target> {
    const target = this.targets.get(documentId ?? [...this.targets.keys()][0] ?? 0);
    if (!target) return Promise.reject(new OffcutError('no-document', ''));
    return target instanceof OffcutError ? Promise.reject(target) : Promise.resolve(target);
  }

  /** Holds bytes until they are released. */
  keep(bytes: Uint8Array): { blobId: number; byteLength: number } {
    const blobId = ++this.#lastId;
    this.#blobs.set(blobId, bytes);
    return { blobId, byteLength: bytes.length };
  }

  #note(what: string): Promise<object> {
    this.active.push(what);
    return Promise.resolve({});
  }
}

const PLAIN: MaskOutput = { kind: 'mask' };

function coloursLengthOf(output: MaskOutput): number {
  return output.kind === 'cutout' ? output.picture.width * output.picture.height * 4 : 0;
}

/** Wide enough that a mask needs three strips. */
export const WIDTH = 100_000;
export const HEIGHT = 50;

function targetIn(documentId: number, documentName: string): Target {
  const bounds = { left: 0, top: 0, width: WIDTH, height: HEIGHT };
  return {
    documentId: documentId as DocumentId,
    documentName,
    documentExtent: { width: WIDTH, height: HEIGHT },
    layerId: (documentId * 10) as LayerId,
    layerName: 'Layer 0',
    layerBounds: bounds,
    hasLayerMask: false,
  };
}
