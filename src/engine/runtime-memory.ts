/** What became of a start, and the memory that it made. */
export interface Caught<T> {
  readonly value: T;
  readonly memory: WebAssembly.Memory | undefined;
}

/**
 * Catches the memory that the runtime makes for itself while it starts: it has no verb that says how much it holds. The
 * glue code makes an empty one to ask for a type, so the largest counts.
 */
export async function catchMemory<T>(start: () => Promise<T>): Promise<Caught<T>> {
  const { Memory } = WebAssembly;
  const made: WebAssembly.Memory[] = [];
  WebAssembly.Memory = new Proxy(Memory, {
    construct: (target, given) => {
      const memory = Reflect.construct(target, given) as WebAssembly.Memory;
      made.push(memory);
      return memory;
    },
  });
  try {
    const value = await start();
    return { value, memory: made.sort((a, b) => bytesOf(b) - bytesOf(a))[0] };
  } finally {
    WebAssembly.Memory = Memory;
  }
}

/** It only grows, and `buffer` says how far it has grown until now. */
export function bytesOf(memory: WebAssembly.Memory): number {
  return memory.buffer.byteLength;
}
