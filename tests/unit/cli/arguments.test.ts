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
        edges: { shift: 0, smooth: 0, contrast: 0, feather: 0 },
        islands: { holes: 'auto' },
        isTranslucent: false,
        decontaminate: 1,
        provider: 'wasm',
        isJson: false,
        isRecursive: false,
      },
    });
  });

  it('takes every option, wherever it stands', () => {
    const parsed = parseArguments(
      [
        '--json a.jpg -o out --output mask --quality fast -r --threads 3 --models m --provider auto',
        '--shift -2.5 --smooth 3 --contrast 40 --feather=.5 --holes cut --keep 2 --translucent --decontaminate 0.5',
      ]
        .join(' ')
        .split(' '),
    );

    expect(parsed).toEqual({
      kind: 'cut-out',
      request: {
        inputs: ['a.jpg'],
        out: 'out',
        outputs: ['mask'],
        quality: 'fast',
        edges: { shift: -2.5, smooth: 3, contrast: 40, feather: 0.5 },
        islands: { holes: 'cut', largest: 2 },
        isTranslucent: true,
        decontaminate: 0.5,
        provider: 'auto',
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

  it('takes a negative number after --shift, but never a name after -- for one', () => {
    const parsed = parseArguments(['--shift', '-2', '--', '--shift', '-2']);

    expect(parsed).toMatchObject({
      request: { edges: { shift: -2 }, inputs: ['--shift', '-2'] },
    });
  });

  it.each([
    ['an unknown option', ['--fast'], /--fast/],
    ['an option without its value', ['--out'], /--out/],
    ['an unknown output', ['--output', 'alpha'], /mask, cutout/],
    ['a word that every object knows', ['--quality', 'constructor'], /fast, standard/],
    ['an unknown quality', ['--quality', 'better'], /fast, standard, best/],
    ['an unknown provider', ['--provider', 'gpu'], /--provider is one of auto, wasm, webgpu/],
    ['no threads', ['--threads', '0'], /whole number/],
    ['half a thread', ['--threads', '1.5'], /whole number/],
    ['threads without a number', ['--threads', ''], /whole number/],
    ['a shift too far in', ['--shift', '-21'], /--shift is a number from -20 to 20, not '-21'/],
    ['a shift without its value', ['--shift', '--json'], /--shift/],
    ['a feather too wide', ['--feather', '100.5'], /--feather is a number from 0 to 100/],
    ['a negative feather', ['--feather', '-1'], /--feather is a number from 0 to 100, not '-1'/],
    ['a contrast in words', ['--contrast', 'high'], /--contrast is a number from 0 to 100/],
    ['a smoothing that is no number', ['--smooth', 'NaN'], /--smooth is a number from 0 to 20/],
    ['an unknown choice of holes', ['--holes', 'fill'], /--holes is one of auto, keep, cut/],
    ['no subject at all', ['--keep', '0'], /--keep is a whole number from 1 on, not '0'/],
    ['half a subject', ['--keep', '1.5'], /--keep is a whole number/],
    ['an empty number of subjects', ['--keep', ''], /--keep is a whole number/],
    ['more than clean', ['--decontaminate', '1.1'], /--decontaminate is a number from 0 to 1/],
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
