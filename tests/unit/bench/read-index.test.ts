import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readIndex } from '../../../bench/quality/read-index';

describe('readIndex', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'offcut-bench-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const write = (...rows: string[]) =>
    writeFile(path.join(folder, 'index.tsv'), rows.map((row) => `${row}\r\n`).join(''));

  it('reads the columns by name, and paths below the folder', async () => {
    await write(
      'name\tsource\timage\tgt\tgt_kind\tsingle_subject',
      'cat\tphotos\ta/cat.jpg\ta/cat.gt.png\tbinary\tno',
    );

    expect(await readIndex(folder)).toEqual([
      {
        source: 'photos',
        name: 'cat',
        set: 'hard',
        hasSingleSubject: false,
        image: path.join(folder, 'a/cat.jpg'),
        truth: path.join(folder, 'a/cat.gt.png'),
      },
    ]);
  });

  it('tells exact composites from measured mattes, and takes their foregrounds', async () => {
    await write(
      'source\tname\timage\tgt\tgt_kind\tsingle_subject\tforeground',
      'synth\ta\ta.png\ta.gt.png\talpha\tyes\ta.fg.png',
      'lab\tb\tb.png\tb.gt.png\talpha\tyes\t',
    );

    const [composite, measured] = await readIndex(folder);

    expect(composite).toMatchObject({ set: 'synth', foreground: path.join(folder, 'a.fg.png') });
    expect(measured).toMatchObject({ set: 'alpha' });
    expect(measured).not.toHaveProperty('foreground');
  });

  it('names the columns that are missing', async () => {
    await write('source\tname\timage', 'a\tb\tc');

    await expect(readIndex(folder)).rejects.toThrow('gt, gt_kind, single_subject');
  });
});
