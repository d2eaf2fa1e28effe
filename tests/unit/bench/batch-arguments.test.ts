import { parseBatchArguments } from '../../../bench/batch/arguments';

describe('the arguments of the batch benchmark', () => {
  it('are twenty documents of twelve megapixels, fast, with the lanes of this computer', () => {
    expect(parseBatchArguments([])).toEqual({
      ...{ count: 20, megapixels: 12, quality: 'fast', isJson: false },
      ...{ lanes: undefined, root: undefined },
    });
  });

  it('can all be given', () => {
    const words = '--count 4 --megapixels 24 --quality best --lanes 2 --root elsewhere --json';

    expect(parseBatchArguments(words.split(' '))).toEqual({
      ...{ count: 4, megapixels: 24, quality: 'best', isJson: true },
      ...{ lanes: 2, root: 'elsewhere' },
    });
  });

  it.each([
    '--count 0',
    '--count many',
    '--megapixels 101',
    '--lanes 4',
    '--quality finest',
    '--other 1',
  ])('are refused: %s', (words) => {
    expect(() => parseBatchArguments(words.split(' '))).toThrow();
  });
});
