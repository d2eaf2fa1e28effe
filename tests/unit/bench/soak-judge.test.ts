import { judge } from '../../../bench/soak/judge';
import { slopeOf } from '../../../bench/soak/slope';
import type { Sample } from '../../../bench/soak/soak';

const EMPTY = { buffers: 0, objects: 0 };

function sample(documents: number, change: Partial<Sample> = {}): Sample {
  return {
    documents,
    heaps: { host: EMPTY, panel: EMPTY, workers: EMPTY },
    privateBytes: 1000,
    wasmBytes: 5,
    workersSeen: 1,
    left: { imageData: 0, modalScopes: 0, files: 0, documents: 0, violations: [] },
    ...change,
  };
}

describe('slopeOf', () => {
  it('is that of the line through two points', () => {
    const slope = slopeOf([
      { x: 10, y: 3 },
      { x: 20, y: 8 },
    ]);

    expect(slope).toBeCloseTo(0.5, 12);
  });

  it('is the best of several points, by least squares', () => {
    // Sums about the middle (1, 2): of x·y 3, of x² 2.
    const slope = slopeOf([
      { x: 0, y: 1 },
      { x: 1, y: 1 },
      { x: 2, y: 4 },
    ]);

    expect(slope).toBeCloseTo(1.5, 12);
  });

  it('is none where all points stand above each other', () => {
    const slope = slopeOf([
      { x: 1, y: 1 },
      { x: 1, y: 2 },
    ]);

    expect(slope).toBeNaN();
  });
});

describe('the judgement of a soak', () => {
  it('finds the heap that grows by the bound or more a document', () => {
    const samples = [10, 20, 30].map((documents) =>
      sample(documents, {
        heaps: { host: EMPTY, panel: { buffers: 4096 * documents, objects: 0 }, workers: EMPTY },
      }),
    );

    const growing = judge(samples, 2048).filter(({ isFlat }) => !isFlat);

    expect(growing).toEqual([{ name: 'panel buffers', bytesPerDocument: 4096, isFlat: false }]);
  });

  it('calls flat what stays or shrinks', () => {
    const courses = judge([sample(10), sample(20, { privateBytes: 900 })], 1);

    expect(courses).toHaveLength(8);
    expect(courses.every(({ isFlat }) => isFlat)).toBe(true);
  });

  it('leaves out what the system does not say', () => {
    const unknown = [10, 20].map((documents) => sample(documents, { privateBytes: undefined }));

    expect(judge(unknown, 1).map(({ name }) => name)).not.toContain('private memory');
  });
});
