import type { DocumentSummary } from '../bridge';
import type { OnProgress, Progress } from '../support';

/** Of the first document that is not done yet, in Photoshop's order; later ones may be ahead of it. */
export interface BatchProgress {
  /** Counts from 1: "3 of 12". It never goes back. */
  readonly position: number;
  readonly count: number;
  readonly documentName: string;
  readonly inner: Progress;
  /** Documents that have ended, well or badly, wherever they stand. */
  readonly finished: number;
}

/** Makes one story of the progress of several documents. */
export class BatchProgressReporter {
  readonly #documents: readonly DocumentSummary[];
  readonly #onProgress: (progress: BatchProgress) => void;
  readonly #reached: Progress[];
  readonly #ended = new Set<number>();

  constructor(
    documents: readonly DocumentSummary[],
    onProgress: (progress: BatchProgress) => void,
  ) {
    this.#documents = documents;
    this.#onProgress = onProgress;
    this.#reached = documents.map(() => ({ stage: 'reading-pixels', fraction: 0 }));
  }

  /** How the document at `index` reports. */
  of(index: number): OnProgress {
    return (progress) => {
      this.#reached[index] = progress;
      if (index === this.#first) this.#report();
    };
  }

  end(index: number): void {
    this.#ended.add(index);
    this.#report();
  }

  get #first(): number {
    return this.#documents.findIndex((_document, index) => !this.#ended.has(index));
  }

  #report(): void {
    const [first, count] = [this.#first, this.#documents.length];
    const [document, inner] = [this.#documents[first], this.#reached[first]];
    // When all have ended there is no document to tell of.
    if (!document || !inner) return;
    const { documentName } = document;
    this.#onProgress({
      ...{ position: first + 1, count, documentName, inner },
      finished: this.#ended.size,
    });
  }
}
