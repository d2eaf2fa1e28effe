import type { AsyncCommand } from 'fast-check';
import { removeBackgroundFromAll, type BatchReport } from '../../../src/jobs';
import { OffcutError, isAbort } from '../../../src/support';
import { expectationOf, type Expectation, type Wish } from './expectations';
import { isEdit, type Act, type Interruption } from './interruptions';
import { expectAsModelled } from './invariants';
import { noteActive, type Model } from './model';
import { expectOutcome, outcomeInBatch } from './outcomes';
import { openScene, type Scene } from './removals';
import { TIER, type Sitting } from './sitting';
import { expectStep } from './steps';

/** All Open Documents, with something in between or not. */
export class RemoveFromAll implements AsyncCommand<Model, Sitting> {
  readonly #wish: Wish;
  readonly #interruption: Interruption | undefined;

  constructor(wish: Wish, interruption: Interruption | undefined) {
    this.#wish = wish;
    this.#interruption = interruption;
  }

  check(model: Model): boolean {
    return model.documents.length > 0;
  }

  async run(model: Model, sitting: Sitting): Promise<void> {
    const expectations = new Map<number, Expectation>();
    for (const document of model.documents)
      expectations.set(document.id, await expectationOf(sitting, document, this.#wish));
    await sitting.workplace().host.call('saveSettings', this.#wish.settings);
    const scene = openScene(model, sitting, this.#wish.output);
    const end = this.#interruption && scene.interrupt(this.#interruption);
    const report = await this.#removeFromAll(sitting, scene.controller.signal);
    const act = (await scene.close(end)) ? this.#interruption?.act : undefined;
    this.#expectOutcomes({ report, expectations, act, steps: scene.steps });
    this.#noteSelected(model, sitting, { expectations, act, steps: scene.steps });
    if (act === 'every call fails from now on') noteActive(model, sitting.desk.photoshop.inspect);
    expectAsModelled(model, sitting);
  }

  /** None where the whole batch was called off, or there was nobody left to report to. */
  async #removeFromAll(sitting: Sitting, signal: AbortSignal): Promise<BatchReport> {
    try {
      return await removeBackgroundFromAll(
        sitting.workplace(),
        { tier: TIER, output: this.#wish.output },
        { signal, onProgress: () => undefined },
      );
    } catch (error) {
      if (isAbort(error) || error instanceof OffcutError) return { outcomes: [] };
      throw error;
    }
  }

  /** Each document has its own outcome: one step, or none. */
  #expectOutcomes({ report, expectations, act, steps }: Batch & { report: BatchReport }): void {
    for (const each of report.outcomes) {
      const outcome = outcomeInBatch(each);
      const { documentId } = each.document;
      const expectation = expectations.get(documentId);
      if (!expectation) throw new Error(`Nobody has opened the document ${documentId}`);
      expectOutcome(outcome, expectation, act);
      const isKnown = act !== 'the page is loaded anew' && !isEdit(act);
      if (isKnown) expect(steps.has(documentId)).toBe(outcome.kind === 'done');
    }
  }

  #noteSelected(model: Model, { desk }: Sitting, { expectations, act, steps }: Batch): void {
    const { inspect } = desk.photoshop;
    for (const [documentId, step] of steps) {
      const document = model.documents.find(({ id }) => id === documentId);
      const { target, fresh } = expectations.get(documentId) ?? {};
      if (!document || !target) continue;
      if (isEdit(act)) continue;
      const selected = expectStep({ ...step, targetId: target.id }, this.#wish, fresh);
      // What was selected in the document in front is selected again where it is still there.
      const isBack = documentId === model.activeId && step.after.layers.some(isIt(target.id));
      if (selected && !isBack) document.selected = selected;
    }
    // A batch ends with what was in front and selected at its beginning, whatever a person has gone to meanwhile.
    if (isEdit(act)) noteActive(model, inspect);
  }

  toString(): string {
    const { output, settings } = this.#wish;
    const between = this.#interruption;
    const what = [output, ...Object.values(settings).map(String)].join(' ');
    return `removeFromAll(${what}${between ? `; ${between.act} at ${between.at}` : ''})`;
  }
}

interface Batch {
  readonly expectations: ReadonlyMap<number, Expectation>;
  readonly act: Act | undefined;
  readonly steps: Scene['steps'];
}

function isIt(wanted: number) {
  return ({ id }: { readonly id: number }): boolean => id === wanted;
}
