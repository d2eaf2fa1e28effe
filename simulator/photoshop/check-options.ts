type Options = Readonly<Record<string, unknown>>;

/**
 * An argument as a record of options. Photoshop treats a key whose value is `undefined` unlike one that is not there,
 * and ignores names that it does not know; here both are refused and reported.
 *
 * @throws TypeError
 */
export function checkOptions(
  method: string,
  options: unknown,
  known: readonly string[],
  onViolation: (violation: string) => void,
): Options {
  if (!isRecord(options)) throw new TypeError(`${method} expects an object of options`);
  const faults = [
    ...pathsOfUndefined(options).map((path) => `${method}: the option ${path} is undefined`),
    ...Object.keys(options)
      .filter((name) => !known.includes(name))
      .map((name) => `${method}: there is no option ${name}`),
  ];
  faults.forEach(onViolation);
  if (faults[0] !== undefined) throw new TypeError(faults[0]);
  return options;
}

export function isRecord(value: unknown): value is Options {
  return typeof value === 'object' && value !== null;
}

/** Where a plain object or array holds `undefined`, in depth. */
export function pathsOfUndefined(value: unknown, path = ''): readonly string[] {
  if (value === undefined) return [path];
  if (!isPlain(value)) return [];
  return Object.entries(value).flatMap(([name, entry]) =>
    pathsOfUndefined(entry, path === '' ? name : `${path}.${name}`),
  );
}

function isPlain(value: unknown): value is object {
  if (!isRecord(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}
