import { createIdleWatch } from '../../../src/engine/idle-watch';

describe('the idle watch', () => {
  const onIdle = jest.fn();
  beforeEach(() => {
    jest.useFakeTimers();
    onIdle.mockReset();
  });
  afterEach(() => jest.useRealTimers());

  it('calls once when nothing was used for that long', async () => {
    const watch = createIdleWatch(onIdle, 1000);

    await watch.during(() => Promise.resolve());
    jest.advanceTimersByTime(999);
    expect(onIdle).not.toHaveBeenCalled();
    jest.advanceTimersByTime(5000);

    expect(onIdle).toHaveBeenCalledTimes(1);
  });

  it('begins anew with every use, and does not count while something is in use', async () => {
    const watch = createIdleWatch(onIdle, 1000);
    let end = (): void => undefined;
    const long = watch.during(() => new Promise<void>((resolve) => (end = resolve)));
    await watch.during(() => Promise.reject(new Error('short'))).catch(() => undefined);

    jest.advanceTimersByTime(10_000);
    expect(onIdle).not.toHaveBeenCalled();

    end();
    await long;
    jest.advanceTimersByTime(1000);
    expect(onIdle).toHaveBeenCalledTimes(1);
  });

  it('takes a new delay at once, and never calls when that is 0', async () => {
    const watch = createIdleWatch(onIdle, 1000);
    await watch.during(() => Promise.resolve());

    watch.setDelay(0);
    jest.advanceTimersByTime(100_000);
    expect(onIdle).not.toHaveBeenCalled();

    watch.setDelay(200);
    jest.advanceTimersByTime(200);
    expect(onIdle).toHaveBeenCalledTimes(1);
  });

  it('leaves no timer behind when it is disposed of', async () => {
    const watch = createIdleWatch(onIdle, 1000);
    await watch.during(() => Promise.resolve());

    watch.dispose();
    await watch.during(() => Promise.resolve());

    expect(jest.getTimerCount()).toBe(0);
  });
});
