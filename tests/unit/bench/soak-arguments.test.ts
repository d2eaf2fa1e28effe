import { parseSoakArguments } from '../../../bench/soak/arguments';

describe('the arguments of the soak', () => {
  it('are two hundred documents of one megapixel, fast', () => {
    expect(parseSoakArguments([])).toEqual({
      ...{ count: 200, megapixels: 1, quality: 'fast' },
      ...{ root: undefined, isJson: false },
    });
  });

  it('can all be given', () => {
    const words = '--count 60 --megapixels 12 --quality best --root elsewhere --json';

    expect(parseSoakArguments(words.split(' '))).toEqual({
      ...{ count: 60, megapixels: 12, quality: 'best' },
      ...{ root: 'elsewhere', isJson: true },
    });
  });

  it.each(['--count 39', '--count many', '--megapixels 0', '--quality finest', '--lanes 2'])(
    'are refused: %s',
    (words) => {
      expect(() => parseSoakArguments(words.split(' '))).toThrow();
    },
  );
});
