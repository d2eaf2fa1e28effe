import { AbortError, createGate } from '../../../src/support';

describe('a gate', () => {
  it('lets in as many as its limit, and the others in the order in which they came', async () => {
    const gate = createGate(() => 2);
    const order: string[] = [];
    const enter = async (name: string) => {
      const leave = await gate.enter();
      order.push(name);
      return leave;
    };
    const [leaveA] = await Promise.all([enter('a'), enter('b')]);
    const [c, d] = [enter('c'), enter('d')];
    expect(order).toEqual(['a', 'b']);

    leaveA();
    const leaveC = await c;
    expect(order).toEqual(['a', 'b', 'c']);

    leaveC();
    await d;
    expect(order).toEqual(['a', 'b', 'c', 'd']);
  });

  it('gives a place up once, however often it is said', async () => {
    const gate = createGate(() => 1);
    const leave = await gate.enter();
    leave();
    leave();
    await gate.enter();

    await expect(isIn(gate.enter())).resolves.toBe(false);
  });

  it('gives the place up when the work fails', async () => {
    const gate = createGate(() => 1);

    await expect(gate.hold(() => Promise.reject(new Error('bad')))).rejects.toThrow('bad');

    await expect(gate.hold(() => Promise.resolve(7))).resolves.toBe(7);
  });

  it('lets go at once of who is cancelled while waiting, and lets the next one in', async () => {
    const gate = createGate(() => 1);
    const leave = await gate.enter();
    const canceller = new AbortController();
    const work = jest.fn();
    const cancelled = gate.hold(work, canceller.signal);
    const next = gate.enter();

    canceller.abort();

    await expect(cancelled).rejects.toThrow(AbortError);
    leave();
    await expect(isIn(next)).resolves.toBe(true);
    expect(work).not.toHaveBeenCalled();
  });

  it('asks for its limit anew when somebody comes', async () => {
    let limit = 1;
    const gate = createGate(() => limit);
    await gate.enter();
    const second = gate.enter();
    limit = 3;

    const third = gate.enter();

    await expect(Promise.all([isIn(second), isIn(third)])).resolves.toEqual([true, true]);
  });
});

/** Whether it is let in without anybody leaving. */
function isIn(entering: Promise<unknown>): Promise<boolean> {
  const later = new Promise<false>((resolve) => setTimeout(() => resolve(false)));
  return Promise.race([entering.then(() => true as const), later]);
}
