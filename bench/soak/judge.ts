import { slopeOf } from './slope';
import type { Sample } from './soak';

/** How one kind of memory went, over the samples after the warm-up. */
export interface Course {
  readonly name: string;
  /** Of the line that fits best. */
  readonly bytesPerDocument: number;
  /** A leak of as much as `bound` bytes a document would not be. */
  readonly isFlat: boolean;
}

const KINDS: Readonly<Record<string, (sample: Sample) => number | undefined>> = {
  'private memory': ({ privateBytes }) => privateBytes,
  'host buffers': ({ heaps }) => heaps.host.buffers,
  'panel buffers': ({ heaps }) => heaps.panel.buffers,
  'worker buffers': ({ heaps }) => heaps.workers.buffers,
  'host objects': ({ heaps }) => heaps.host.objects,
  'panel objects': ({ heaps }) => heaps.panel.objects,
  'worker objects': ({ heaps }) => heaps.workers.objects,
  'runtime memory': ({ wasmBytes }) => wasmBytes,
};

/** Fits a line to each kind of memory that is known; two samples or more. `bound` in bytes a document. */
export function judge(samples: readonly Sample[], bound: number): readonly Course[] {
  return Object.entries(KINDS).flatMap(([name, bytesOf]) => {
    const points = samples.flatMap((sample) => {
      const y = bytesOf(sample);
      return y === undefined ? [] : [{ x: sample.documents, y }];
    });
    if (points.length < 2) return [];
    const bytesPerDocument = slopeOf(points);
    return [{ name, bytesPerDocument, isFlat: bytesPerDocument < bound }];
  });
}
