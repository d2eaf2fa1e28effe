import type { LayerDescription, SimulatedPhotoshop } from '../../../simulator';
import { createSimulatedPhotoshop } from '../../../simulator';
import type { SimulatorOptions } from '../../../simulator';

/** What a plugin gets from `require('photoshop')`, as far as these tests use it. */
export interface PhotoshopModule {
  readonly app: {
    activeDocument: DocumentReference | null;
    readonly documents: readonly DocumentReference[];
  };
  readonly core: {
    executeAsModal(target: Target, options?: unknown): Promise<unknown>;
    isModal(): boolean;
    showAlert(options: unknown): Promise<void>;
    addNotificationListener(group: string, events: unknown, listener: unknown): Promise<void>;
  };
  readonly action: {
    batchPlay(commands: unknown, options?: unknown): Promise<readonly Record<string, unknown>[]>;
    addNotificationListener(events: unknown, listener: unknown): Promise<void>;
  };
  readonly imaging: {
    getPixels(options: unknown): Promise<PixelsRead>;
    putPixels(options: unknown): Promise<void>;
    getLayerMask(options: unknown): Promise<PixelsRead>;
    putLayerMask(options: unknown): Promise<void>;
    createImageDataFromBuffer(buffer: unknown, options: unknown): Promise<ImageData>;
  };
  readonly constants: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface PixelsRead {
  readonly imageData: ImageData;
  readonly sourceBounds: unknown;
  readonly level: number;
}

export interface ImageData {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  readonly componentSize: number;
  readonly colorProfile: string;
  readonly pixelFormat: string;
  getData(options?: unknown): Promise<Uint8Array | Uint16Array | Float32Array>;
  dispose(): void;
}

export interface LayerReference {
  readonly id: number;
  name: string;
  readonly kind: string;
  readonly locked: boolean;
  readonly isBackgroundLayer: boolean;
  readonly parent: LayerReference | null;
  readonly layers: readonly LayerReference[] | undefined;
  allLocked: boolean;
}

export interface DocumentReference {
  readonly id: number;
  readonly title: string;
  readonly width: number;
  readonly mode: string;
  readonly bitsPerChannel: string;
  readonly layers: readonly LayerReference[];
  readonly activeLayers: readonly LayerReference[];
  readonly historyStates: readonly { readonly name: string }[];
  closeWithoutSaving(): void;
}

export interface Context {
  readonly isCancelled: boolean;
  onCancel?: (event: unknown) => void;
  reportProgress(options: unknown): void;
  readonly hostControl: {
    suspendHistory(options: unknown): Promise<{ finalName?: string }>;
    resumeHistory(suspension: unknown, commit?: boolean): Promise<void>;
  };
}

type Target = (context: Context, descriptor?: unknown) => unknown;

/** A simulator, the plugin's view of it, and the moves that most tests make. */
export function createPlugin(options?: SimulatorOptions) {
  const ps = createSimulatedPhotoshop(options);
  const photoshop = ps.modules.photoshop as PhotoshopModule;
  const { core, imaging } = photoshop;
  const modal = <T>(target: (context: Context) => Promise<T>) =>
    core.executeAsModal(target, { commandName: 'Test' }) as Promise<T>;
  const createMask = (extent: number, value = 255, side = extent) =>
    imaging.createImageDataFromBuffer(new Uint8Array(extent * side).fill(value), {
      width: extent,
      height: side,
      components: 1,
      colorSpace: 'Grayscale',
    });
  return {
    ps,
    ...photoshop,
    modal,
    createMask,
    /** Writes a constant mask of the given side over the layer, in its own modal scope. */
    writeMask: (documentID: number, layerID: number, side: number, value = 255) =>
      modal(async () => {
        const imageData = await createMask(side, value);
        await imaging.putLayerMask({ documentID, layerID, imageData });
        imageData.dispose();
      }),
    /** Reads a layer in its own modal scope. */
    read: (options_: object) => modal(() => imaging.getPixels(options_)),
  };
}

/** A document of `side` × `side` pixels with the given layers; by default one opaque pixel layer, id 1. */
export function openSquare(
  ps: SimulatedPhotoshop,
  side = 8,
  layers: readonly LayerDescription[] = [{ name: 'Subject', bounds: square(side) }],
): number {
  return ps.user.newDocument({ name: 'Square', width: side, height: side, layers });
}

export function square(side: number) {
  return { left: 0, top: 0, width: side, height: side };
}

/** One colour, `count` times over. */
export function repeat(colour: readonly number[], count: number): Uint8Array {
  return Uint8Array.from(
    { length: colour.length * count },
    (_, index) => colour[index % colour.length] ?? 0,
  );
}
