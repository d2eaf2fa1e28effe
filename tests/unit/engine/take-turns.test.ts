import { takeTurns } from '../../../src/engine/take-turns';

describe('takeTurns', () => {
  it('starts a task only when the one before it has ended', async () => {
    const inTurn = takeTurns();
    const events: string[] = [];

    const slow = inTurn(async () => {
      events.push('slow starts');
      await new Promise((resolve) => setTimeout(resolve, 5));
      events.push('slow ends');
    });
    const quick = inTurn(() => events.push('quick'));
    await Promise.all([slow, quick]);

    expect(events).toEqual(['slow starts', 'slow ends', 'quick']);
  });

  it('goes on after a failure, which reaches its own caller only', async () => {
    const inTurn = takeTurns();

    const failing = inTurn(() => Promise.reject(new Error('no')));
    const next = inTurn(() => 'yes');

    await expect(failing).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
  });
});
