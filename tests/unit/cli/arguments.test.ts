import { parseArguments } from '../../../src/cli/arguments';

describe('parseArguments', () => {
  it('asks for mask and cut-out in standard quality beside the input when nothing is said', () => {
    const parsed = parseArguments(['a.jpg', 'b']);

    expect(parsed).toEqual({
      kind: 'cut-out',
      request: {
        inputs: ['a.jpg', 'b'],
        outputs: ['mask', 'cutout'],
        quality: 'standard',
        isJson: false,
        isRecursive: false,
      },
    });
  });

  it('takes every option, wherever it stands', () => {
    const parsed = parseArguments(
      '--json a.jpg -o out --output mask --quality fast -r --threads 3 --models m'.split(' '),
    );

    expect(parsed).toEqual({
      kind: 'cut-out',
      request: {
        inputs: ['a.jpg'],
        out: 'out',
        outputs: ['mask'],
        quality: 'fast',
        isJson: true,
        isRecursive: true,
        threads: 3,
        models: 'm',
      },
    });
  });

  it.each(['fast', 'standard', 'best'])('takes the quality %s', (quality) => {
    expect(parseArguments(['a.jpg', '--quality', quality])).toMatchObject({ request: { quality } });
  });

  it('takes names that begin with a dash after --', () => {
    const parsed = parseArguments(['--', '--odd.png']);

    expect(parsed).toMatchObject({ request: { inputs: ['--odd.png'] } });
  });

  it.each([
    ['an unknown option', ['--fast'], /--fast/],
    ['an option without its value', ['--out'], /--out/],
    ['an unknown output', ['--output', 'alpha'], /mask, cutout/],
    ['a word that every object knows', ['--quality', 'constructor'], /fast, standard/],
    ['an unknown quality', ['--quality', 'better'], /fast, standard, best/],
    ['no threads', ['--threads', '0'], /whole number/],
    ['half a thread', ['--threads', '1.5'], /whole number/],
    ['threads without a number', ['--threads', ''], /whole number/],
  ])('says what is wrong with %s', (_name, argv, reason) => {
    const parsed = parseArguments(argv);

    expect(parsed.kind).toBe('wrong');
    expect('reason' in parsed && parsed.reason).toMatch(reason);
  });

  it('puts help before version, and both before work', () => {
    expect(parseArguments(['--version', '--help', 'a.jpg'])).toEqual({ kind: 'help' });
    expect(parseArguments(['--version', 'a.jpg'])).toEqual({ kind: 'version' });
  });
});
