import { inParallel } from '../../../src/jobs/in-parallel';

describe('two things at once', () => {
  it('gives both values', async () => {
    await expect(inParallel(Promise.resolve(1), Promise.resolve('a'))).resolves.toEqual([1, 'a']);
  });

  it('fails only when neither is under way any more', async () => {
    let hasEnded = false;
    const slow = new Promise<void>((resolve) => setTimeout(resolve, 20)).then(() => {
      hasEnded = true;
    });

    await expect(inParallel(Promise.reject(new Error('no')), slow)).rejects.toThrow('no');

    expect(hasEnded).toBe(true);
  });
});
