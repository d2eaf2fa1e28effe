import type { AsyncCommand } from 'fast-check';
import fc from 'fast-check';
import type { EngineClient } from '../../../src/engine';
import { createEngineInProcess } from '../../contract/jobs/engine-in-process';
import { tinyAssets } from '../../contract/jobs/tiny-tier';
import { Open } from './commands';
import type { Wish } from './expectations';
import { createModel, type Model } from './model';
import { Remove } from './removals';
import { openSitting, settle, TIER, type Sitting, type Weather } from './sitting';

const SETTINGS = {
  existingMask: 'replace',
  useSelection: false,
  backgroundLayer: 'convert',
} as const;

const wish = (output: Wish['output'], settings: Partial<Wish['settings']> = {}): Wish => ({
  output,
  settings: { ...SETTINGS, ...settings },
});

jest.setTimeout(30_000);

/** What sequences have found, each by the shortest way to it. */
describe('in a sequence that once went wrong', () => {
  let engine: EngineClient;
  beforeAll(() => {
    engine = createEngineInProcess(tinyAssets(TIER));
  });
  afterAll(() => engine.dispose());

  async function run(sequence: readonly AsyncCommand<Model, Sitting>[], weather: Weather = {}) {
    const sitting = openSitting(engine, weather);
    try {
      await sitting.desk.page.call('listDocuments', {});
      await fc.asyncModelRun(() => ({ model: createModel(), real: sitting }), sequence);
    } finally {
      await settle(sitting);
      sitting.desk.end();
    }
  }

  it('keeps the selection beside a cut-out where Photoshop uses it up for the mask', () =>
    run([new Open('with a selection'), new Remove(wish('cutout'), undefined)], {
      maskDropsSelection: true,
    }));

  it.each(['mask', 'cutout'] as const)(
    'selects again what was selected although Photoshop needs a moment after the mask: %s',
    (output) =>
      run([new Open('with a selection'), new Remove(wish(output), undefined)], {
        maskDropsSelection: true,
        transientAfterPut: true,
      }),
  );

  it.each([
    ['Background under a layer', 'mask', 'the page cancels', 26],
    ['smart object', 'mask', 'one call fails', 9],
    ['smart object', 'mask', 'the person presses Escape', 8],
    ['smart object', 'mask', 'the person presses Escape', 22],
    ['RGB, 8 bits', 'cutout', 'the page cancels', 50],
    ['RGB, 8 bits', 'cutout', 'the person presses Escape', 52],
  ] as const)('leaves the layer selected: %s, %s, %s at %i', (kind, output, act, at) =>
    run([new Open(kind), new Remove(wish(output), { act, at })]),
  );

  it('says that the document was closed where that happens while it is looked at', () =>
    run([
      new Open('RGB, 8 bits'),
      new Remove(wish('mask'), { act: 'closes the document', at: 1 }),
    ]));
});
