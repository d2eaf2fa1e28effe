import { transfer } from 'comlink';
import type { Extent } from '../raster';
import type { ColourStrip, Engine, EstimateRequest, MatteReport, RefinementReport } from './engine';
import { outcomeOf, type Outcome } from './outcome';
import { withPictureFrom } from './picture-port';

type Remotely<Verb> = Verb extends (...parameters: infer P) => Promise<infer T>
  ? (...parameters: P) => Promise<Outcome<T>>
  : never;

/** What can be cloned of an estimate's request; the rest is answered at the other end of a port. */
export interface RemoteEstimate extends Pick<
  EstimateRequest,
  'fine' | 'steady' | 'overview' | 'islands' | 'solidInterior'
> {
  /** The source's. */
  readonly extent: Extent;
}

export interface RemoteRefinement {
  readonly matteId: number;
  /** The source's. */
  readonly extent: Extent;
}

export interface RemoteColours extends RemoteRefinement {
  readonly top: number;
  readonly height: number;
}

/** What a worker answers: the engine's verbs, each with an outcome in place of a rejection. */
export type RemoteEngine = {
  readonly [K in 'start' | 'load' | 'testProviders' | 'renderMaskStrip' | 'releaseMatte']: Remotely<
    Engine[K]
  >;
} & {
  readonly estimateMatte: (
    request: RemoteEstimate,
    port: MessagePort,
  ) => Promise<Outcome<MatteReport>>;
  readonly refineMatte: (
    request: RemoteRefinement,
    port: MessagePort,
  ) => Promise<Outcome<RefinementReport>>;
  readonly estimateColours: (
    request: RemoteRefinement,
    port: MessagePort,
  ) => Promise<Outcome<void>>;
  readonly renderColourStrip: (
    request: RemoteColours,
    port: MessagePort,
  ) => Promise<Outcome<ColourStrip>>;
};

/** Strips are handed over without a copy; the engine keeps none of them. */
export function createRemoteEngine(engine: Engine): RemoteEngine {
  return {
    start: (...parameters) => outcomeOf(engine.start(...parameters)),
    load: (...parameters) => outcomeOf(engine.load(...parameters)),
    testProviders: (...parameters) => outcomeOf(engine.testProviders(...parameters)),
    estimateMatte: ({ extent, ...request }, port) =>
      outcomeOf(
        withPictureFrom(port, extent, (picture) =>
          engine.estimateMatte({ ...request, ...picture }),
        ),
      ),
    refineMatte: ({ matteId, extent }, port) =>
      outcomeOf(withPictureFrom(port, extent, (picture) => engine.refineMatte(matteId, picture))),
    renderMaskStrip: async (...parameters) =>
      handOverStrip(await outcomeOf(engine.renderMaskStrip(...parameters))),
    estimateColours: ({ matteId, extent }, port) =>
      outcomeOf(
        withPictureFrom(port, extent, (picture) => engine.estimateColours(matteId, picture)),
      ),
    renderColourStrip: async ({ matteId, extent, ...rows }, port) =>
      handOverStrip(
        await outcomeOf(
          withPictureFrom(port, extent, ({ source }) =>
            engine.renderColourStrip(matteId, { source, ...rows }),
          ),
        ),
      ),
    releaseMatte: (...parameters) => outcomeOf(engine.releaseMatte(...parameters)),
  };
}

function handOverStrip<T extends { readonly pixels: Uint8Array }>(outcome: Outcome<T>): Outcome<T> {
  return 'value' in outcome
    ? transfer(outcome, [outcome.value.pixels.buffer as ArrayBuffer])
    : outcome;
}
