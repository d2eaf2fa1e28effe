/** Waits for a clean-up and ignores its failure: it must never hide the error, or spoil the success, that led to it. */
export async function bestEffort(cleanUp: Promise<unknown>): Promise<void> {
  try {
    await cleanUp;
  } catch {
    // The other side may already be gone, and what it held with it.
  }
}
