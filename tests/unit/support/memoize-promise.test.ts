import { PromiseCache } from '../../../src/support';

describe('PromiseCache', () => {
  it('shares one piece of work between concurrent callers', async () => {
    const cache = new PromiseCache<string, number>();
    const create = jest.fn(() => Promise.resolve(7));

    const values = await Promise.all([cache.get('a', create), cache.get('a', create)]);

    expect(values).toEqual([7, 7]);
    expect(create).toHaveBeenCalledTimes(1);
  });

  it('forgets a failure, so that the next caller tries again', async () => {
    const cache = new PromiseCache<string, number>();
    await expect(cache.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');

    await expect(cache.get('a', () => Promise.resolve(3))).resolves.toBe(3);
  });
});
