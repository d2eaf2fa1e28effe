/** The least and the greatest value that an option takes. */
export type NumberRange = readonly [number, number];

/** @throws Error with a sentence that names the option and its range. */
export function toNumber(option: string, value: string, range: NumberRange): number {
  const number = numberIn(value, range);
  if (number === undefined) throw new Error(`${option} is a number ${wordsFor(range, value)}`);
  return number;
}

/** @throws Error with a sentence that names the option and its range. */
export function toWholeNumber(option: string, value: string, range: NumberRange): number {
  const number = numberIn(value, range);
  if (number === undefined || !Number.isInteger(number))
    throw new Error(`${option} is a whole number ${wordsFor(range, value)}`);
  return number;
}

/**
 * `--shift -2` becomes `--shift=-2`, because the parser would take the number for an option of its own. What follows `--`
 * are names, and stays.
 */
export function joinNegativeNumbers(
  argv: readonly string[],
  options: readonly string[],
): readonly string[] {
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
  const joined: string[] = [];
  for (const word of argv.slice(0, end)) {
    const last = joined.at(-1) ?? '';
    if (options.includes(last) && NEGATIVE.test(word)) joined.splice(-1, 1, `${last}=${word}`);
    else joined.push(word);
  }
  return [...joined, ...argv.slice(end)];
}

const NEGATIVE = /^-[\d.]/;

/** A plain decimal: not the empty text or the hexadecimal that `Number` would take, too. */
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)$/;

function numberIn(value: string, [least, greatest]: NumberRange): number | undefined {
  const number = DECIMAL.test(value) ? Number(value) : NaN;
  return number >= least && number <= greatest ? number : undefined;
}

function wordsFor([least, greatest]: NumberRange, value: string): string {
  const range = greatest === Infinity ? `from ${least} on` : `from ${least} to ${greatest}`;
  return `${range}, not '${value}'`;
}
