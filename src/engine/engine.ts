import type { ChosenIsland, EdgeControls, IslandChoice, MaskStripRequest } from '../matting';
import type { ModelDescriptor, Tier } from '../models';
import type { Bounds, Extent, RgbImage } from '../raster';
import type { CancelSignal } from '../support';
import type {
  ComputerTest,
  DeviceReport,
  ProviderOptions,
  ProviderTest,
  ProviderVerdict,
} from './execution-provider';

/** What the runtime started with. */
export interface RuntimeReport extends DeviceReport {
  readonly threads: number;
}

/** Where and how the networks ran, and how long each part took over all passes: what the device line says. */
export interface RunReport extends RuntimeReport {
  /** The runtime's memory, in bytes, after the run: it only grows. The GPU's own is not in it. */
  readonly wasmBytes: number;
  /** Ids, in the order in which they were used. */
  readonly networks: readonly string[];
  /** How many times a network ran. */
  readonly passes: number;
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
  /** How much the matte needs a human eye, in [0, 1] (see uncertaintyOf): it ranks pictures and is no probability. */
  readonly uncertainty: number;
  /** Pixels of the coarse matte that were veiled and have become solid. */
  readonly repairedPixels: number;
  /** Subjects, then holes, then candidates for holes, each largest first. */
  readonly islands: readonly IslandReport[];
  readonly run: RunReport;
}

/** One part of the matte that a person may keep or cut, and whether it is part of the cut-out; `bounds` in source pixels. */
export type IslandReport = Omit<ChosenIsland, 'label'>;

/**
 * The picture at its full resolution, read piece by piece; the engine never holds it whole. Coordinates are source
 * pixels: (0, 0) is the top left of the picture.
 */
export interface PictureSource {
  readonly extent: Extent;
  /**
   * The pixels of `part`, scaled down to at most `most` on each side on its own (never enlarged). Transparent where the
   * picture has no pixels. The caller owns what comes back. Called for one part after the other.
   */
  readonly read: (part: Bounds, most: Extent) => Promise<RgbImage>;
}

/** Providers as in ProviderOptions; the CPU unless given. */
export interface StartOptions extends Partial<ProviderOptions> {
  readonly threads: number;
}

/** Which picture is to be estimated, by which networks. */
export interface EstimateRequest {
  /** Id of a loaded network: the one that knows where edges are, at whose extent the matte is made. */
  readonly fine: string;
  /** Id of a loaded network to fuse with; with it both see the picture and its mirror image. */
  readonly steady?: string;
  /** The whole picture at no more than the fine network's extent. */
  readonly overview: RgbImage;
  readonly source: PictureSource;
  /** Which parts of the matte stay; what is safe without a look unless given. */
  readonly islands?: IslandChoice | undefined;
  /** Off for a subject that is itself translucent; on unless given (see CoarseOptions). */
  readonly solidInterior?: boolean | undefined;
  /** Gets a fraction in [0, 1], rising. */
  readonly onProgress?: (fraction: number) => void;
}

/** The picture that a matte is of. */
export interface RefinementRequest {
  readonly source: PictureSource;
  /** Gets a fraction in [0, 1], rising. */
  readonly onProgress?: (fraction: number) => void;
}

/** Rows `top` up to `top + height` of the picture that a matte is of. */
export interface ColourRequest {
  readonly source: PictureSource;
  readonly top: number;
  readonly height: number;
}

/** Rows of a cut-out's colours, as wide as the picture: 8-bit sRGB, chunky RGBA, straight alpha, which is the picture's own. */
export interface ColourStrip {
  readonly top: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** What a refinement took. */
export interface RefinementReport {
  /** With the time that reading takes. */
  readonly refineMs: number;
  /** How many tiles hold a part of the unknown band; 0 where the matte has none and stays as it is. */
  readonly tiles: number;
}

/** Which rows of which layer mask, and what a person does to its edges. */
export interface MaskRequest extends MaskStripRequest {
  /** In document pixels; none unless given. Strips still join exactly; one should be higher than the controls reach. */
  readonly edges?: EdgeControls | undefined;
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
  /**
   * Starts the runtime with these wasm bytes and looks for a device; without a usable GPU the CPU serves, and the report
   * says why. Takes ownership. @throws engine-start-failed
   */
  start(wasm: Uint8Array, options: StartOptions): Promise<RuntimeReport>;
  /** Creates the network's session, once; takes ownership of `weights`. @throws model-truncated, model-altered, session-failed */
  load(model: ModelDescriptor, weights: Uint8Array): Promise<void>;
  isLoaded(modelId: string): boolean;
  /**
   * Runs the network's golden input on each provider, twice; what is loaded stays as it is. Takes ownership of `weights`.
   * @throws model-truncated, model-altered
   */
  testProviders(model: ModelDescriptor, weights: Uint8Array): Promise<readonly ProviderTest[]>;
  /**
   * Estimates the coarse alpha matte at the fine network's extent and keeps it. Borrows the overview.
   * @throws inference-failed, unexpected-output, provider-failed where the GPU could not do it and the CPU may, and
   * whatever the source's `read` throws
   */
  estimateMatte(request: EstimateRequest): Promise<MatteReport>;
  /**
   * Refines the matte's unknown band at the source's full resolution, and keeps that with the matte. Where it throws the
   * matte stays as it was.
   * @throws whatever the source's `read` throws
   */
  refineMatte(matteId: number, request: RefinementRequest): Promise<RefinementReport>;
  /**
   * One strip of the full-size layer mask: `bounds` is where the picture lies in the document (document space); outside it
   * the mask is 0. The refined matte is drawn where there is one: `bounds` then have the extent that it was refined at.
   * Edge controls act on the mask as the document cuts it. The matte stays as it is, so they can be changed at will.
   */
  renderMaskStrip(matteId: number, mask: MaskRequest): Promise<MaskStrip>;
  /**
   * Estimates the subject's own colours (see estimateForeground), for which it reads the whole picture once in strips, and
   * keeps them with the matte: 24 bytes for each pixel of at most 2048². Refine first: a later refinement forgets them.
   * @throws whatever the source's `read` throws
   */
  estimateColours(matteId: number, request: RefinementRequest): Promise<void>;
  /**
   * One strip of what a cut-out's layer shows (see layForeground), for which it reads these rows of the picture and a few
   * around them. Strips join exactly.
   * @throws RangeError before `estimateColours`; whatever the source's `read` throws
   */
  renderColourStrip(matteId: number, request: ColourRequest): Promise<ColourStrip>;
  /** Lets go of the matte, of what it was refined to and of its colours. */
  releaseMatte(matteId: number): Promise<void>;
  dispose(): Promise<void>;
}

/**
 * The page's engine: the same verbs with cancellation, which rejects with AbortError at once. Aborting what the worker is
 * busy with for long and cannot leave (a session being made, a network running) ends the worker, and its models and
 * mattes with it; the next call starts another. An aborted refinement ends by itself at its next tile.
 */
export interface EngineClient {
  /**
   * Makes the tier's networks ready, reading what is not yet loaded.
   * @throws model-missing and the errors of Engine's start and load
   */
  prepare(tier: Tier, options?: AssetOptions): Promise<void>;
  estimateMatte(
    tier: Tier,
    request: Omit<EstimateRequest, 'fine' | 'steady'>,
    signal?: CancelSignal,
  ): Promise<MatteReport>;
  refineMatte(
    matteId: number,
    request: RefinementRequest,
    signal?: CancelSignal,
  ): Promise<RefinementReport>;
  renderMaskStrip(matteId: number, mask: MaskRequest, signal?: CancelSignal): Promise<MaskStrip>;
  estimateColours(
    matteId: number,
    request: RefinementRequest,
    signal?: CancelSignal,
  ): Promise<void>;
  renderColourStrip(
    matteId: number,
    request: ColourRequest,
    signal?: CancelSignal,
  ): Promise<ColourStrip>;
  /** Also right for a matte that went with its worker. */
  releaseMatte(matteId: number): Promise<void>;
  /**
   * How many removals gain from being under way at once: workers that infer side by side. One on a GPU, which they
   * would share.
   */
  readonly lanes: number;
  /**
   * While `work` runs no worker is ended for being idle: for a batch, whose pauses are no idleness. Afterwards one is kept, and
   * the others go.
   */
  hold<T>(work: () => Promise<T>): Promise<T>;
  /** How long after the last call memory is given back; 0 never does. Five minutes until it is set. */
  unloadAfter(ms: number): void;
  /**
   * Runs every provider on the tier's fine network; what is learnt is kept and holds from now on.
   * @throws model-missing and the errors of Engine's start and load
   */
  testComputer(tier: Tier, options?: AssetOptions): Promise<ComputerTest>;
  /** Ends the workers for good. */
  dispose(): void;
}

/** Where a page keeps what it has learnt about the computer. */
export interface VerdictStore {
  recall(): Promise<readonly ProviderVerdict[]>;
  /** Replaces what was known of that driver. */
  keep(verdict: ProviderVerdict): Promise<void>;
}

export interface AssetOptions {
  readonly signal?: CancelSignal | undefined;
  /** Gets a fraction in [0, 1]. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** Reads one of the plugin's own files whole; the caller owns the bytes. The page tries a relative fetch, then the bridge. @throws asset-missing */
export type ReadAsset = (path: string, options?: AssetOptions) => Promise<Uint8Array>;
