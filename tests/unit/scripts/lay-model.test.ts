import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkModel, layModel } from '../../../scripts/models/lay-model';
import { prepareModel } from '../../../scripts/models/prepare-model';
import { fieldOf, writeFields } from '../../../scripts/models/protobuf-fields';
import type { ModelDescriptor } from '../../../src/models';

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const text = (number: number, value: string) => fieldOf(number, Buffer.from(value));

const identity = fieldOf(1, writeFields([text(1, 'image'), text(2, 'alpha'), text(4, 'Identity')]));
const unused = fieldOf(1, writeFields([text(1, 'image'), text(2, 'side'), text(4, 'Identity')]));
const SOURCE = writeFields([fieldOf(7, writeFields([unused, identity]))]);
const PREPARED = prepareModel(SOURCE, { input: {}, output: { name: 'alpha' } });

const model: ModelDescriptor = {
  id: 'tiny',
  name: 'Tiny',
  quality: 'fast',
  task: 'salient-object-segmentation',
  path: 'models/tiny.onnx',
  byteLength: PREPARED.length,
  sha256: digest(PREPARED),
  licence: 'CC0-1.0',
  isPermissive: true,
  source: {
    package: 'tiny-weights',
    version: '1.0.0',
    url: 'https://example.org/tiny',
    file: 'list.json#/tiny',
    byteLength: SOURCE.length,
    sha256: digest(SOURCE),
  },
  input: {
    name: 'image',
    width: 1,
    height: 1,
    resize: 'stretch',
    mean: [0, 0, 0],
    std: [1, 1, 1],
  },
  output: { name: 'alpha', activation: 'none' },
  golden: '',
};

let root: string;
const laid = (): string => path.join(root, 'models/tiny.onnx');
const published = (name: string): string => path.join(root, 'node_modules/tiny-weights', name);

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'offcut-models-'));
  mkdirSync(path.join(root, 'models'));
  mkdirSync(path.join(root, 'node_modules/tiny-weights'), { recursive: true });
  writeFileSync(
    published('list.json'),
    JSON.stringify({ '/tiny': { chunks: [{ hash: 'one' }, { hash: 'two' }] } }),
  );
  writeFileSync(published('one'), SOURCE.subarray(0, 5));
  writeFileSync(published('two'), SOURCE.subarray(5));
});

afterEach(() => rmSync(root, { recursive: true }));

describe('layModel', () => {
  it('joins the published chunks and lays the prepared weights, and only those', async () => {
    expect(await layModel(root, model)).toBe(true);

    expect(readFileSync(laid())).toEqual(Buffer.from(PREPARED));
    expect(readdirSync(path.join(root, 'models'))).toEqual(['tiny.onnx']);
  });

  it('leaves right weights alone, even when the package is gone', async () => {
    await layModel(root, model);
    rmSync(published('list.json'));

    expect(await layModel(root, model)).toBe(false);
  });

  it('mends altered weights', async () => {
    writeFileSync(
      laid(),
      PREPARED.map((byte) => byte ^ 1),
    );

    expect(await layModel(root, model)).toBe(true);

    expect(readFileSync(laid())).toEqual(Buffer.from(PREPARED));
  });

  it.each([
    ['missing', 'model-missing', () => rmSync(published('two'))],
    ['cut short', 'model-truncated', () => writeFileSync(published('two'), '')],
    ['altered', 'model-altered', () => writeFileSync(published('one'), 'wrong')],
  ] as const)('says how to mend a source that is %s', async (_state, code, spoil) => {
    spoil();

    await expect(layModel(root, model)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(
        /^node_modules\/tiny-weights\/list\.json#\/tiny .*To mend it: npm ci$/,
      ) as string,
    });
    expect(readdirSync(path.join(root, 'models'))).toEqual([]);
  });

  it('writes nothing when the prepared bytes are not the pinned ones', async () => {
    const other = { ...model, sha256: digest(SOURCE) };

    await expect(layModel(root, other)).rejects.toMatchObject({ code: 'model-altered' });
    expect(readdirSync(path.join(root, 'models'))).toEqual([]);
  });
});

describe('checkModel', () => {
  it('names the file and the command when the weights are missing', async () => {
    await expect(checkModel(root, model)).rejects.toMatchObject({
      code: 'model-missing',
      context: { file: 'models/tiny.onnx' },
      message: 'models/tiny.onnx cannot be read. To mend it: npm run models',
    });
  });

  it('tells weights that are cut short', async () => {
    writeFileSync(laid(), PREPARED.subarray(1));

    await expect(checkModel(root, model)).rejects.toMatchObject({ code: 'model-truncated' });
  });
});
