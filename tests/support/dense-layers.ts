import type { LayerEvidence, Relaxation } from '../../src/matting/foreground/relax-layers';
import { eliminate } from './dense-closed-form';

/**
 * The oracle for foreground estimation: the normal equations of Germer et al. (2020) for one channel, entry by
 * entry into a dense matrix, and Gaussian elimination. Foreground of each pixel, then background. For pictures of a few pixels.
 */
export function denseLayers(
  { width, height, alpha, colour }: LayerEvidence,
  { smoothness, edgeSmoothness }: Relaxation,
): number[] {
  const area = width * height;
  const matrix = Array.from({ length: 2 * area }, () => new Array<number>(2 * area).fill(0));
  const right = new Array<number>(2 * area).fill(0);
  const addSquare = (terms: readonly (readonly [number, number])[], value: number, weight = 1) => {
    for (const [i, a] of terms) {
      right[i]! += weight * a * value;
      for (const [j, b] of terms) matrix[i]![j]! += weight * a * b;
    }
  };
  const hold = (i: number, j: number) => {
    const weight = smoothness + edgeSmoothness * Math.abs(alpha[i]! - alpha[j]!);
    addSquare(
      [
        [i, 1],
        [j, -1],
      ],
      0,
      weight,
    );
    addSquare(
      [
        [area + i, 1],
        [area + j, -1],
      ],
      0,
      weight,
    );
  };
  for (let i = 0; i < area; i += 1) {
    addSquare(
      [
        [i, alpha[i]!],
        [area + i, 1 - alpha[i]!],
      ],
      colour[i]!,
    );
    if ((i % width) + 1 < width) hold(i, i + 1);
    if (i + width < area) hold(i, i + width);
  }
  return eliminate(matrix, right);
}
