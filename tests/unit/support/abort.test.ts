import { AbortError, abortable } from '../../../src/support';

describe('work that can be let go of', () => {
  it('settles like the work while nobody aborts', async () => {
    const { signal } = new AbortController();

    await expect(abortable(Promise.resolve(7), signal)).resolves.toBe(7);
    await expect(abortable(Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
  });

  it('rejects as soon as it is aborted, and its own late failure is nobody’s', async () => {
    const controller = new AbortController();
    let fail: (error: Error) => void = () => undefined;
    const work = new Promise<void>((_resolve, reject) => (fail = reject));
    const unhandled = await unhandledDuring(async () => {
      const outcome = abortable(work, controller.signal);
      controller.abort();
      await expect(outcome).rejects.toBeInstanceOf(AbortError);
      fail(new Error('too late'));
    });

    expect(unhandled).toEqual([]);
  });

  it('lets go of work that fails although it was aborted before', async () => {
    const controller = new AbortController();
    controller.abort();
    const unhandled = await unhandledDuring(async () => {
      const work = Promise.reject(new Error('nobody waits'));
      await expect(abortable(work, controller.signal)).rejects.toBeInstanceOf(AbortError);
    });

    expect(unhandled).toEqual([]);
  });
});

/** Rejections that nobody has taken by the time that `act` has ended. */
async function unhandledDuring(act: () => Promise<void>): Promise<unknown[]> {
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  process.on('unhandledRejection', note);
  await act();
  await new Promise((resolve) => setTimeout(resolve, 10));
  process.off('unhandledRejection', note);
  return unhandled;
}
