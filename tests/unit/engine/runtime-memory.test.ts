import { bytesOf, catchMemory } from '../../../src/engine/runtime-memory';

const PAGE_BYTES = 65536;

describe('catchMemory', () => {
  it('catches the largest memory that is made in the meantime, and follows its growth', async () => {
    const { value, memory } = await catchMemory(async () => {
      new WebAssembly.Memory({ initial: 0, maximum: 0, shared: true });
      await Promise.resolve();
      return new WebAssembly.Memory({ initial: 2, maximum: 8, shared: true });
    });

    expect(memory).toBe(value);
    expect(value).toBeInstanceOf(WebAssembly.Memory);
    value.grow(3);
    expect(memory && bytesOf(memory)).toBe(5 * PAGE_BYTES);
  });

  it('gives the constructor back, also after a failure', async () => {
    const { Memory } = WebAssembly;

    await expect(catchMemory(() => Promise.reject(new Error('refused')))).rejects.toThrow(
      'refused',
    );

    expect(WebAssembly.Memory).toBe(Memory);
  });

  it('catches nothing where nothing is made', async () => {
    expect(await catchMemory(() => Promise.resolve(1))).toEqual({ value: 1, memory: undefined });
  });
});
