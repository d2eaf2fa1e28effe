import type { AsyncCommand } from 'fast-check';
import { removeBackground } from '../../../src/jobs';
import type { Output } from '../../../src/bridge';
import { selectedIn } from './content';
import { expectationOf, type Expectation, type Wish } from './expectations';
import { interrupt, isEdit, type Act, type Interrupted, type Interruption } from './interruptions';
import { expectAsModelled } from './invariants';
import { activeIn, contentNow, noteActive, takeUpStep, type Model } from './model';
import { expectOutcome, outcomeOf, type Outcome } from './outcomes';
import { settle, TIER, type Sitting } from './sitting';
import { expectStep, HISTORY_NAMES, type Step } from './steps';

/** Remove Background on the document in front, with something in between or not. */
export class Remove implements AsyncCommand<Model, Sitting> {
  readonly #wish: Wish;
  readonly #interruption: Interruption | undefined;

  constructor(wish: Wish, interruption: Interruption | undefined) {
    this.#wish = wish;
    this.#interruption = interruption;
  }

  check(model: Model): boolean {
    return activeIn(model) !== undefined;
  }

  async run(model: Model, sitting: Sitting): Promise<void> {
    const { output, settings } = this.#wish;
    const expectation = await expectationOf(sitting, activeIn(model), this.#wish);
    await sitting.workplace().host.call('saveSettings', settings);
    const scene = openScene(model, sitting, output);
    const end = this.#interruption && scene.interrupt(this.#interruption);
    const { signal } = scene.controller;
    const outcome = await outcomeOf(
      removeBackground(
        sitting.workplace(),
        { tier: TIER, output },
        { signal, onProgress: () => undefined },
      ),
    );
    const act = (await scene.close(end)) ? this.#interruption?.act : undefined;
    expectOutcome(outcome, expectation, act);
    expectSteps(scene.steps, outcome, act);
    for (const [documentId, step] of scene.steps) {
      const fresh = isEdit(act) ? undefined : expectation.fresh;
      noteSelected(model, sitting, { documentId, step, outcome, act, wish: this.#wish, fresh });
    }
    // Where Photoshop refuses everything, nothing can be put back.
    if (act === 'every call fails from now on') noteActive(model, sitting.desk.photoshop.inspect);
    expectAsModelled(model, sitting);
  }

  toString(): string {
    const { output, settings } = this.#wish;
    const between = this.#interruption;
    const what = [output, ...Object.values(settings).map(String)].join(' ');
    return `remove(${what}${between ? `; ${between.act} at ${between.at}` : ''})`;
  }
}

/** A document before and after a step that the plugin has made. */
export type StepTaken = Omit<Step, 'targetId'>;

/** What goes on while a removal is under way. */
export interface Scene {
  readonly controller: AbortController;
  /** By document. */
  readonly steps: ReadonlyMap<number, StepTaken>;
  readonly interrupt: (interruption: Interruption) => Interrupted;
  /** Waits until all is quiet; says whether what was to come between has. */
  readonly close: (interrupted: Interrupted | undefined) => Promise<boolean>;
}

export function openScene(model: Model, sitting: Sitting, output: Output): Scene {
  const controller = new AbortController();
  const steps = new Map<number, StepTaken>();
  const { inspect, user } = sitting.desk.photoshop;
  const takeUp = () => {
    for (const document of model.documents.filter(({ id }) => !steps.has(id))) {
      const before = contentNow(document);
      if (takeUpStep(document, inspect, HISTORY_NAMES[output]))
        steps.set(document.id, { before, after: contentNow(document) });
    }
  };
  return {
    controller,
    steps,
    interrupt: (interruption) => {
      const targetId = model.activeId;
      const cancel = () => controller.abort();
      return interrupt({ sitting, model, targetId, cancel, beforeEdit: takeUp }, interruption);
    },
    close: async (interrupted) => {
      await settle(sitting);
      interrupted?.end();
      user.endOtherPluginModal();
      takeUp();
      return interrupted?.hasHappened() ?? false;
    },
  };
}

/** One step where it was done, in the document that it says, and none where it was not: but a page that is gone cannot know. */
function expectSteps(steps: Scene['steps'], outcome: Outcome, act: Act | undefined): void {
  const documents = [...steps.keys()];
  if (act === 'the page is loaded anew') expect(documents.length).toBeLessThanOrEqual(1);
  else if (outcome.kind !== 'done') expect(documents).toEqual([]);
  // Where its document is closed by now, its step is gone as well.
  else if (!isEdit(act) || documents.length > 0)
    expect(documents).toEqual([outcome.target.documentId]);
}

interface Taken {
  readonly documentId: number;
  readonly step: StepTaken;
  readonly outcome: Outcome;
  readonly act: Act | undefined;
  readonly wish: Wish;
  readonly fresh: Expectation['fresh'];
}

/** Holds the step to what was asked for, and notes which layers are selected after it. */
function noteSelected(
  model: Model,
  { desk }: Sitting,
  { documentId, step, outcome, act, wish, fresh }: Taken,
): void {
  const { inspect } = desk.photoshop;
  const document = model.documents.find(({ id }) => id === documentId);
  const targetId = outcome.kind === 'done' ? outcome.target.layerId : document?.selected[0];
  if (!document || targetId === undefined) return;
  const selected = expectStep({ ...step, targetId }, wish, fresh);
  if (selected) document.selected = isEdit(act) ? selectedIn(inspect, documentId) : selected;
}
