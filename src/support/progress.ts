/** The stages of one removal, in the order in which a person sees them. */
export type Stage =
  | 'reading-pixels'
  | 'loading-model'
  | 'estimating'
  | 'refining'
  | 'rendering-mask'
  | 'cleaning-colours'
  | 'writing-mask';

/** `fraction` is of this stage, in [0, 1]; `undefined` where the stage cannot be measured (one network run). */
export interface Progress {
  readonly stage: Stage;
  readonly fraction?: number;
}

export type OnProgress = (progress: Progress) => void;
