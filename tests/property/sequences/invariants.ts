import { expectNothingLeft } from '../../contract/host/desk';
import { contentNow, type Model } from './model';
import { contentOf, selectedIn } from './content';
import type { Sitting } from './sitting';

/** Every document is what was done to it, nothing lies around, and what was in front and selected still is. */
export function expectAsModelled(model: Model, { desk }: Sitting): void {
  const { inspect } = desk.photoshop;
  expect({
    documents: inspect.documents().map(({ id }) => id),
    active: inspect.activeDocumentId,
  }).toEqual({ documents: model.documents.map(({ id }) => id), active: model.activeId });
  for (const document of model.documents) {
    const { id, states, at, selected } = document;
    const { names, index } = inspect.history(id);
    expect({ names, index }).toEqual({ names: states.map(({ name }) => name), index: at });
    expect(contentOf(inspect, id).look).toBe(contentNow(document).look);
    expect(selectedIn(inspect, id)).toEqual(selected);
  }
  expectNothingLeft(desk);
}

/** Every state of every history is what it was when it was made, back to the first and forward again. */
export function expectUndoAndRedo(model: Model, { desk }: Sitting): void {
  const { inspect, user } = desk.photoshop;
  for (const { id, states, at } of model.documents) {
    for (const [index, { content }] of states.entries()) {
      user.goToHistory(id, index);
      expect(contentOf(inspect, id).look).toBe(content.look);
    }
    user.goToHistory(id, at);
  }
}
