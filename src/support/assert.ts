/** One sentence for every programmer's mistake: what was expected, for what, and what came. */
export function invalidArgument(name: string, expected: string, received: unknown): TypeError {
  return new TypeError(
    `Expected ${expected} for ${name} but received ${String(received)} of type ${typeof received}`,
  );
}
