import { sumProcessorTime } from '../../../bench/speed/processor-time';
import { higherOf, sumMemory, watchMemory } from '../../../bench/speed/watch-memory';

const rollupOf = (rss: number, clean: number, dirty: number): string =>
  [
    '00400000-7fff00000000 ---p 00000000 00:00 0  [rollup]',
    `Rss:            ${rss} kB`,
    'Shared_Clean:          7 kB',
    `Private_Clean:       ${clean} kB`,
    `Private_Dirty:     ${dirty} kB`,
    'Private_Hugetlb:       5 kB',
  ].join('\n');

describe('sumMemory', () => {
  it('adds up what is private, clean and dirty, of all processes', () => {
    expect(sumMemory([rollupOf(100, 10, 30), rollupOf(50, 1, 2)])).toEqual({
      privateBytes: 43 * 1024,
      residentBytes: 150 * 1024,
    });
  });

  it('goes without a process that has ended, and does not know where none is left', () => {
    expect(sumMemory(['', rollupOf(50, 1, 2)]).privateBytes).toBe(3 * 1024);
    expect(sumMemory(['', ''])).toEqual({ privateBytes: undefined, residentBytes: undefined });
  });
});

describe('higherOf', () => {
  it('takes the higher of each, and what is known where one is not', () => {
    const a = { privateBytes: 1, residentBytes: 8 };
    const b = { privateBytes: 3, residentBytes: undefined };

    expect(higherOf(a, b)).toEqual({ privateBytes: 3, residentBytes: 8 });
    expect(higherOf(b, a)).toEqual({ privateBytes: 3, residentBytes: 8 });
  });
});

describe('watchMemory', () => {
  it('gives what the work gives', async () => {
    const { value } = await watchMemory([], () => Promise.resolve('done'));

    expect(value).toBe('done');
  });

  it('fails as the work fails', async () => {
    const watching = watchMemory([], () => Promise.reject(new Error('broken')));

    await expect(watching).rejects.toThrow('broken');
  });
});

describe('sumProcessorTime', () => {
  const statOf = (name: string, user: number, system: number): string =>
    `4711 (${name}) S 1 2 3 4 5 6 7 8 9 10 ${user} ${system} 0 0 20 0`;

  it('adds up user and system time, ten milliseconds a tick', () => {
    expect(sumProcessorTime([statOf('chromium', 120, 3), statOf('chromium', 7, 0)])).toBe(1300);
  });

  it('is not led astray by a name with blanks and brackets', () => {
    expect(sumProcessorTime([statOf('a (b) c', 2, 1)])).toBe(30);
  });

  it('does not know where no process is left', () => {
    expect(sumProcessorTime(['', ''])).toBeUndefined();
  });
});
