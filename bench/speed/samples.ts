import type { ExecutionProvider } from '../../src/engine';
import type { Quality } from '../../src/models';
import type { Extent } from '../../src/raster';

/** What a page is asked to measure. */
export type PageJob = Extent & {
  /** Where raw RGBA pixels lie. */
  readonly pixels: string;
} & (
    | { readonly tool: 'peer'; readonly format: 'image/x-rgba8' | 'image/png' }
    | {
        readonly tool: 'ours';
        readonly quality: Quality;
        readonly provider: ExecutionProvider;
      }
  );

/** One run, in milliseconds. */
export interface Sample {
  /** From pixels in the page's memory to the whole alpha there, and to the file where one is made. */
  readonly totalMs: number;
  /** The runtime's run alone. */
  readonly networkMs: number;
  /** Making the session, with the runtime's start; only where a run did so. */
  readonly sessionMs?: number;
  /** In the order in which they happen; they add up to the total. */
  readonly stages: Readonly<Record<string, number>>;
  readonly provider: string;
  readonly threads: number;
  /**
   * What the processor did meanwhile for the page, its helping threads included: on a busy machine the fairer figure, on an
   * idle one about the total. Only where the system says it.
   */
  readonly processorMs?: number | undefined;
}

/** What a page offers, as `window.speed`. */
export interface MeasuringPage {
  measure(job: PageJob): Promise<Sample>;
  /** The last run's alpha, 8-bit, H×W; empty where it became a file. */
  alpha(): Promise<number[]>;
}

/** A tool with its settings: a row of the report. */
export interface Case {
  readonly name: string;
  readonly tool: PageJob['tool'];
  readonly jobFor: (extent: Extent, pixels: string) => PageJob;
}

/** All runs of one case on one picture, in a browser of its own. */
export interface CaseResult {
  readonly name: string;
  readonly tool: PageJob['tool'];
  readonly megapixels: number;
  readonly cold: Sample;
  readonly warm: readonly Sample[];
  /** The most that its renderer processes held over all runs, in bytes; undefined where the system does not say. */
  readonly privateBytes: number | undefined;
  readonly residentBytes: number | undefined;
}
