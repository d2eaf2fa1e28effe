import fc, { type AsyncCommand } from 'fast-check';
import { RemoveFromAll } from './batches';
import { KINDS, UNWORKABLE, openDocument, selectionOf, type KindName } from './documents';
import { EDITS, EDIT_NAMES, type EditName } from './edits';
import { ACTS } from './interruptions';
import { expectAsModelled } from './invariants';
import { activeIn, noteOpened, noteStep, type Model } from './model';
import { Remove } from './removals';
import type { Sitting } from './sitting';

type Command = AsyncCommand<Model, Sitting>;

export class Open implements Command {
  readonly #kind: KindName;

  constructor(kind: KindName) {
    this.#kind = kind;
  }

  check({ documents }: Model): boolean {
    return documents.length < 4;
  }

  run(model: Model, sitting: Sitting): Promise<void> {
    const { photoshop } = sitting.desk;
    const id = openDocument(photoshop, this.#kind);
    const document = noteOpened(model, photoshop.inspect, id);
    const selection = selectionOf(this.#kind);
    if (selection) {
      photoshop.user.select(id, selection);
      noteStep(document, photoshop.inspect);
    }
    expectAsModelled(model, sitting);
    return Promise.resolve();
  }

  toString(): string {
    return `open(${this.#kind})`;
  }
}

export class DoEdit implements Command {
  readonly #edit: EditName;

  constructor(edit: EditName) {
    this.#edit = edit;
  }

  check(model: Model): boolean {
    return activeIn(model) !== undefined;
  }

  run(model: Model, sitting: Sitting): Promise<void> {
    const document = activeIn(model);
    if (document) EDITS[this.#edit](sitting.desk.photoshop, model, document);
    expectAsModelled(model, sitting);
    return Promise.resolve();
  }

  toString(): string {
    return this.#edit;
  }
}

const wish = fc.record({
  output: fc.constantFrom(
    'mask' as const,
    'mask' as const,
    'selection' as const,
    'cutout' as const,
    'channel' as const,
  ),
  settings: fc.record({
    existingMask: fc.constantFrom(...(['replace', 'intersect', 'add', 'subtract'] as const)),
    useSelection: fc.boolean(),
    backgroundLayer: fc.constantFrom('convert' as const, 'convert' as const, 'refuse' as const),
  }),
});

/** A removal has some fifty moments; where the last has passed, nothing comes between. */
const interruption = fc.option(
  fc.record({ at: fc.nat({ max: 45 }), act: fc.constantFrom(...ACTS) }),
  { nil: undefined, freq: 2 },
);

const isWorkable = (kind: KindName): boolean => !UNWORKABLE.includes(kind);
const kinds = Object.keys(KINDS) as KindName[];
const kind = fc.oneof(
  { arbitrary: fc.constantFrom(...kinds.filter(isWorkable)), weight: 5 },
  { arbitrary: fc.constantFrom(...UNWORKABLE), weight: 1 },
);

/** What stands at the beginning of every sequence: without a document there is little to do. */
export const opening = kind.map((name) => new Open(name));
const edit = fc.constantFrom(...EDIT_NAMES).map((name) => new DoEdit(name));
const remove = fc.tuple(wish, interruption).map(([wanted, between]) => new Remove(wanted, between));

const removeFromAll = fc
  .tuple(wish, interruption)
  .map(([wanted, between]) => new RemoveFromAll(wanted, between));

/** What a person may do, one thing after the other. */
export const commands = fc.commands<Model, Sitting>(
  [opening, edit, edit, remove, remove, remove, removeFromAll],
  {
    maxCommands: 12,
    size: 'max',
  },
) as unknown as fc.Arbitrary<Iterable<Command>>;
