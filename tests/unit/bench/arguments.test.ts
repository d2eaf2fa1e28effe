import { parseArguments } from '../../../bench/quality/arguments';
import { BASELINE, METHODS } from '../../../bench/quality/methods';

describe('parseArguments', () => {
  it('measures every method unless some are named', () => {
    const { methods } = parseArguments(['--data', 'd']);

    expect([...methods].sort()).toEqual(Object.keys(METHODS).sort());
  });

  it('always has the baseline, first and once', () => {
    expect(parseArguments(['--data', 'd', '--methods', 'fast']).methods).toEqual([
      BASELINE,
      'fast',
    ]);
    expect(parseArguments(['--data', 'd', '--methods', `fast,${BASELINE}`]).methods).toEqual([
      BASELINE,
      'fast',
    ]);
  });

  it('names the methods that there are when one is unknown', () => {
    expect(() => parseArguments(['--data', 'd', '--methods', 'fast,toString'])).toThrow(
      /No method toString; there are isnet-bilinear, /,
    );
  });

  it('asks for the folder', () => {
    expect(() => parseArguments(['--json'])).toThrow('--data DIR is missing');
  });
});
