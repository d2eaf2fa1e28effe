import { parseArguments } from '../../../bench/speed/arguments';

describe('parseArguments of the speed bench', () => {
  it('measures everything but best unless told otherwise', () => {
    expect(parseArguments([])).toEqual({
      sizes: [1, 12, 24],
      runs: 3,
      tiers: ['fast', 'standard'],
      providers: ['wasm'],
      parts: ['peer', 'ours', 'native'],
      isJson: false,
    });
  });

  it('takes sizes, runs and tiers, each once and in its own order', () => {
    const argv = ['--sizes', '12, 1,12', '--runs', '7', '--tiers', 'standard,fast', '--json'];

    expect(parseArguments(argv)).toMatchObject({
      ...{ sizes: [1, 12], runs: 7, tiers: ['fast', 'standard'], isJson: true },
    });
  });

  it('adds best to whatever tiers are asked for', () => {
    expect(parseArguments(['--best'])?.tiers).toEqual(['fast', 'standard', 'best']);
    expect(parseArguments(['--best', '--tiers', 'fast'])?.tiers).toEqual(['fast', 'best']);
  });

  it('keeps one part', () => {
    expect(parseArguments(['--only', 'native'])?.parts).toEqual(['native']);
  });

  it('gives nothing to measure where help is asked for', () => {
    expect(parseArguments(['--help'])).toBeUndefined();
  });

  it.each([
    [['--sizes', '5'], '--sizes knows no "5"; there are 1, 12, 24'],
    [['--sizes', ''], '--sizes knows no ""'],
    [['--tiers', 'fast,slow,odd'], '--tiers knows no "slow, odd"'],
    [['--only', 'theirs'], '--only knows no "theirs"; there are peer, ours, native'],
    [['--providers', 'cuda'], '--providers knows no "cuda"; there are wasm, webgpu'],
    [['--runs', '0'], '--runs takes a whole number from 1 to 50, not "0"'],
    [['--runs', '1.5'], 'not "1.5"'],
    [['--runs', '51'], 'not "51"'],
    [['--speed'], '--speed'],
    [['12'], '12'],
  ])('says in words what is wrong with %j', (argv, words) => {
    expect(() => parseArguments(argv)).toThrow(words);
  });
});
