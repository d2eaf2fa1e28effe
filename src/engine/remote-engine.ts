import { transfer } from 'comlink';
import type { Engine } from './engine';
import { outcomeOf, type Outcome } from './outcome';

type Remotely<Verb> = Verb extends (...parameters: infer P) => Promise<infer T>
  ? (...parameters: P) => Promise<Outcome<T>>
  : never;

/** What a worker answers: the engine's verbs, each with an outcome in place of a rejection. */
export type RemoteEngine = {
  readonly [K in 'start' | 'load' | 'estimateMatte' | 'renderMaskStrip' | 'releaseMatte']: Remotely<
    Engine[K]
  >;
};

/** Mask strips are handed over without a copy; the engine keeps none of them. */
export function createRemoteEngine(engine: Engine): RemoteEngine {
  return {
    start: (...parameters) => outcomeOf(engine.start(...parameters)),
    load: (...parameters) => outcomeOf(engine.load(...parameters)),
    estimateMatte: (...parameters) => outcomeOf(engine.estimateMatte(...parameters)),
    renderMaskStrip: async (...parameters) => {
      const outcome = await outcomeOf(engine.renderMaskStrip(...parameters));
      return 'value' in outcome
        ? transfer(outcome, [outcome.value.pixels.buffer as ArrayBuffer])
        : outcome;
    },
    releaseMatte: (...parameters) => outcomeOf(engine.releaseMatte(...parameters)),
  };
}
