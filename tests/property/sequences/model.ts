import type { Inspect } from '../../../simulator';
import { contentOf, selectedIn, type Content } from './content';

/** One state of a document's history as it has to be whenever the document is at it. */
export interface ModelState {
  readonly name: string;
  readonly content: Content;
}

/** What a document has to be, by what was done to it. */
export interface ModelDocument {
  readonly id: number;
  states: readonly ModelState[];
  at: number;
  selected: readonly number[];
}

/** What a person would expect to see. Nothing that the plugin does changes it, but what a person has asked for. */
export interface Model {
  documents: readonly ModelDocument[];
  activeId: number | undefined;
}

export function createModel(): Model {
  return { documents: [], activeId: undefined };
}

export function activeIn({ documents, activeId }: Model): ModelDocument | undefined {
  return documents.find(({ id }) => id === activeId);
}

/** @throws Error when the document was never opened here. */
export function documentIn({ documents }: Model, documentId: number): ModelDocument {
  const found = documents.find(({ id }) => id === documentId);
  if (!found) throw new Error(`The model has no document ${documentId}`);
  return found;
}

export function contentNow({ states, at }: ModelDocument): Content {
  const state = states[at];
  if (!state) throw new Error('The model is at no state');
  return state.content;
}

/** Takes the document as it is now for the next state of its history: a person has just made it so. */
export function noteStep(document: ModelDocument, inspect: Inspect): void {
  const { names, index } = inspect.history(document.id);
  const state = { name: names[index] ?? '', content: contentOf(inspect, document.id) };
  document.states = [...document.states.slice(0, document.at + 1), state];
  document.at = document.states.length - 1;
  document.selected = selectedIn(inspect, document.id);
}

/** A document that was just opened, with nothing done to it yet. */
export function noteOpened(model: Model, inspect: Inspect, id: number): ModelDocument {
  const document: ModelDocument = { id, states: [], at: -1, selected: [] };
  noteStep(document, inspect);
  model.documents = [...model.documents, document];
  model.activeId = inspect.activeDocumentId;
  return document;
}

export function noteClosed(model: Model, inspect: Inspect, documentId: number): void {
  model.documents = model.documents.filter(({ id }) => id !== documentId);
  model.activeId = inspect.activeDocumentId;
}

/** What is in front and selected by now is as a person would have it. */
export function noteActive(model: Model, inspect: Inspect): void {
  model.activeId = inspect.activeDocumentId;
  for (const document of model.documents) document.selected = selectedIn(inspect, document.id);
}

/** A step of this name that was made since the model last looked becomes one of the model; says whether there was one. */
export function takeUpStep(document: ModelDocument, inspect: Inspect, name: string): boolean {
  const { names, index } = inspect.history(document.id);
  const before = document.states.slice(0, document.at + 1).map((state) => state.name);
  if (index !== document.at + 1 || names.join('\n') !== [...before, name].join('\n')) return false;
  const { selected } = document;
  noteStep(document, inspect);
  // What a step may do to the selected layers is for those to say who expect the step.
  document.selected = selected;
  return true;
}
