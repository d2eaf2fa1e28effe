import type { MaskStripRequest } from '../matting';
import type { RgbImage } from '../raster';
import type { CancelSignal } from '../support';
import type { ModelDescriptor } from '../models';
import type { ExecutionProvider } from './execution-provider';

/** Where and how a network ran, and how long each part took: what the device line says. */
export interface RunReport {
  readonly provider: ExecutionProvider;
  readonly threads: number;
  readonly preprocessMs: number;
  readonly inferenceMs: number;
  readonly postprocessMs: number;
}

/** A matte that the engine keeps until `releaseMatte`, named by id. */
export interface MatteReport {
  readonly matteId: number;
  /** Mean of the matte, in [0, 1]. */
  readonly coverage: number;
  /** False where the network found nothing that is more foreground than background: a mask would hide everything. */
  readonly hasSubject: boolean;
  readonly run: RunReport;
}

/** Rows `top` up to `top + height` of an 8-bit layer mask as wide as the document: 255 reveals, 0 hides. */
export interface MaskStrip {
  readonly top: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/**
 * The network runner and all its full-size buffers. One implementation serves the page (inside a worker, through
 * client.ts) and the headless twin (in process). Calls are answered one after another.
 */
export interface Engine {
  /** Starts the runtime with these wasm bytes. Takes ownership. @throws engine-start-failed */
  start(wasm: Uint8Array, options: { readonly threads: number }): Promise<void>;
  /** Creates the network's session, once; takes ownership of `weights`. @throws model-truncated, model-altered, session-failed */
  load(model: ModelDescriptor, weights: Uint8Array): Promise<void>;
  isLoaded(modelId: string): boolean;
  /** Estimates the coarse alpha matte of `image` at the network's extent and keeps it. @throws inference-failed, unexpected-output */
  estimateMatte(modelId: string, image: RgbImage): Promise<MatteReport>;
  /**
   * One strip of the full-size layer mask: `bounds` is where the estimated image lies in the document (document space);
   * outside it the mask is 0.
   */
  renderMaskStrip(matteId: number, mask: MaskStripRequest): Promise<MaskStrip>;
  releaseMatte(matteId: number): Promise<void>;
  dispose(): Promise<void>;
}

/**
 * The page's engine: the same verbs with cancellation, which rejects with AbortError at once. Aborting what the worker is
 * busy with for long (a session being made, a network running) ends the worker, and its models and mattes with it; the
 * next call starts another.
 */
export interface EngineClient {
  /** Makes `model` ready, reading what is not yet loaded. @throws model-missing and the errors of Engine's start and load */
  prepare(model: ModelDescriptor, options?: AssetOptions): Promise<void>;
  estimateMatte(
    model: ModelDescriptor,
    image: RgbImage,
    signal?: CancelSignal,
  ): Promise<MatteReport>;
  renderMaskStrip(
    matteId: number,
    mask: MaskStripRequest,
    signal?: CancelSignal,
  ): Promise<MaskStrip>;
  /** Also right for a matte that went with its worker. */
  releaseMatte(matteId: number): Promise<void>;
  /** Ends the worker for good. */
  dispose(): void;
}

export interface AssetOptions {
  readonly signal?: CancelSignal | undefined;
  /** Gets a fraction in [0, 1]. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** Reads one of the plugin's own files whole; the caller owns the bytes. The page tries a relative fetch, then the bridge. @throws asset-missing */
export type ReadAsset = (path: string, options?: AssetOptions) => Promise<Uint8Array>;
