import type { ClosedFormSystem } from '../../src/matting/refine/solve-closed-form';

/**
 * The oracle for closed-form matting: Levin's eq. 12 entry by entry into a dense matrix, and Gaussian elimination. Known
 * pixels become the equation α = prior. For extents of a few pixels.
 */
export function denseClosedForm(system: ClosedFormSystem): number[] {
  const { isUnknown, prior, weight } = system;
  const matrix = levinMatrix(system);
  const size = prior.length;
  const right = Array.from({ length: size }, (_, i) =>
    isUnknown[i] ? weight[i]! * prior[i]! : prior[i]!,
  );
  for (let i = 0; i < size; i += 1) {
    if (isUnknown[i]) matrix[i]![i]! += weight[i]!;
    else matrix[i] = Array.from({ length: size }, (_, j) => (i === j ? 1 : 0));
  }
  return eliminate(matrix, right);
}

function levinMatrix({ width, height, guide, epsilon }: ClosedFormSystem): number[][] {
  const size = width * height;
  const matrix = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  for (let y = 1; y < height - 1; y += 1)
    for (let x = 1; x < width - 1; x += 1) {
      const window = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => (y + dy) * width + x + dx));
      const colours = window.map((i) => [0, 1, 2].map((c) => guide[i * 3 + c]!));
      const mean = [0, 1, 2].map((c) => colours.reduce((sum, colour) => sum + colour[c]!, 0) / 9);
      const offsets = colours.map((colour) => colour.map((value, c) => value - mean[c]!));
      const covariance = [0, 1, 2].map((c) =>
        [0, 1, 2].map(
          (d) =>
            offsets.reduce((sum, offset) => sum + offset[c]! * offset[d]!, 0) / 9 +
            (c === d ? epsilon / 9 : 0),
        ),
      );
      window.forEach((i, a) => {
        const solved = eliminate(
          covariance.map((row) => [...row]),
          [...offsets[a]!],
        );
        window.forEach((j, b) => {
          const affinity = (1 + solved.reduce((sum, v, c) => sum + v * offsets[b]![c]!, 0)) / 9;
          matrix[i]![j]! += (i === j ? 1 : 0) - affinity;
        });
      });
    }
  return matrix;
}

/** The solution of a dense system without pivoting; writes to both. */
export function eliminate(matrix: number[][], right: number[]): number[] {
  const size = right.length;
  for (let pivot = 0; pivot < size; pivot += 1)
    for (let row = 0; row < size; row += 1) {
      if (row === pivot) continue;
      const factor = matrix[row]![pivot]! / matrix[pivot]![pivot]!;
      for (let column = pivot; column < size; column += 1)
        matrix[row]![column]! -= factor * matrix[pivot]![column]!;
      right[row]! -= factor * right[pivot]!;
    }
  return right.map((value, i) => value / matrix[i]![i]!);
}
