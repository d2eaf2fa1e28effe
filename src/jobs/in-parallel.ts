/**
 * Both values, or the first failure — but only after both have ended, so that nothing is still under way when the
 * caller cleans up.
 */
export async function inParallel<A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([a, b]);
  return Promise.all([a, b]);
}
