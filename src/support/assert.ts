/** One sentence for every programmer's mistake: what was expected, for what, and what came. */
export function invalidArgument(name: string, expected: string, received: unknown): TypeError {
  return new TypeError(
    `Expected ${expected} for ${name} but received ${String(received)} of type ${typeof received}`,
  );
}

/** @throws TypeError unless `value` is an integer of at least `least`. */
export function assertInteger(name: string, value: number, least = 0): void {
  if (!Number.isInteger(value) || value < least)
    throw invalidArgument(name, `an integer of at least ${least}`, value);
}

/** The `default:` of an exhaustive switch: a new case is a compile error here. */
export function assertNever(value: never): never {
  throw invalidArgument('an exhaustive switch', 'a known case', value);
}
