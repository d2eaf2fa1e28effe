const FROM = 'new Function(';
const REFUSE = '(() => { throw new EvalError("No code is made from strings") })(';

/**
 * Takes the one place out of the runtime that would make code from a string: its bridge to WebNN, which is not used here.
 * The page's policy refuses it anyway; without it "no code from strings" can be read off the bundles.
 */
export default function noCodeFromStrings(source) {
  if (source.split(FROM).length !== 2)
    throw new Error(`The runtime no longer has exactly one ${FROM}`);
  return source.replace(FROM, () => REFUSE);
}
