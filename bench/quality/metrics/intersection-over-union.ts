/**
 * How well two mattes agree on the subject, both cut at 0.5: pixels in both over pixels in either (Jaccard 1901); 1 where
 * both are empty. Borrows both.
 */
export function intersectionOverUnion(alpha: Float32Array, truth: Float32Array): number {
  let both = 0;
  let either = 0;
  for (let i = 0; i < alpha.length; i += 1) {
    const isIn = alpha[i] >= 0.5;
    const isTrulyIn = truth[i] >= 0.5;
    if (isIn && isTrulyIn) both += 1;
    if (isIn || isTrulyIn) either += 1;
  }
  return either === 0 ? 1 : both / either;
}
