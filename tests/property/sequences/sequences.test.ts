import fc from 'fast-check';
import type { EngineClient } from '../../../src/engine';
import { createEngineInProcess } from '../../contract/jobs/engine-in-process';
import { tinyAssets } from '../../contract/jobs/tiny-tier';
import { commands, opening } from './commands';
import { expectUndoAndRedo } from './invariants';
import { createModel } from './model';
import { openSitting, settle, TIER, type Weather } from './sitting';

/** More of them explore: OFFCUT_SEED=7 OFFCUT_RUNS=400 npx jest tests/property/sequences. */
const RUNS = Number(process.env['OFFCUT_RUNS'] ?? 40);
/** Twenty times what one takes, and what shrinking takes where one fails. */
jest.setTimeout(120_000 + RUNS * 10_000);

const weather: fc.Arbitrary<Weather> = fc.record({
  hostVersion: fc.constantFrom('26.0.0', '26.0.0', '25.0.0'),
  refuse8BitFrom16: fc.boolean(),
  pixelLockLeavesMasks: fc.boolean(),
  trimsMasks: fc.boolean(),
  maskDropsSelection: fc.boolean(),
  transientAfterPut: fc.boolean(),
});

describe('whatever a person does, in whatever order', () => {
  let engine: EngineClient;
  beforeAll(() => {
    engine = createEngineInProcess(tinyAssets(TIER));
  });
  afterAll(() => engine.dispose());

  it('leaves every document as it was, or with the one step that was asked for', async () => {
    await fc.assert(
      fc.asyncProperty(weather, opening, commands, async (chosen, first, sequence) => {
        const model = createModel();
        const sitting = openSitting(engine, chosen);
        try {
          await sitting.desk.page.call('listDocuments', {});
          await first.run(model, sitting);
          await fc.asyncModelRun(() => ({ model, real: sitting }), sequence);
          expectUndoAndRedo(model, sitting);
        } finally {
          await settle(sitting);
          sitting.desk.end();
        }
      }),
      { numRuns: RUNS },
    );
  });
});
