import { type Model } from './model';
import { EDITS, EDIT_NAMES, type EditName } from './edits';
import { watchMoments, type Moment } from './moments';
import type { Sitting } from './sitting';

const WHIMS = [
  'the page cancels',
  'the person presses Escape',
  'the page is loaded anew',
  'another plugin is modal for a moment',
  'one call fails',
  'every call fails from now on',
] as const;

/** What comes between. The plugin's own and Photoshop's whims at any moment; a person works while no scope is open. */
export type Act = (typeof WHIMS)[number] | EditName;

export const ACTS: readonly Act[] = [...WHIMS, ...EDIT_NAMES];

/** Whether a person has worked on a document. */
export function isEdit(act: Act | undefined): boolean {
  return EDIT_NAMES.some((name) => name === act);
}

export interface Interruption {
  readonly act: Act;
  /** The moment from which on it happens as soon as it can. */
  readonly at: number;
}

export interface Interrupted {
  /** Whether it has come to pass. */
  readonly hasHappened: () => boolean;
  /** Nothing more comes between. */
  readonly end: () => void;
}

interface Scene {
  readonly sitting: Sitting;
  readonly model: Model;
  /** The document that is edited, where there is one. */
  readonly targetId: number | undefined;
  readonly cancel: () => void;
  /** Called before a person edits: what the plugin has done by then is a step of its own. */
  readonly beforeEdit: () => void;
}

/** Lets one thing happen while a removal is under way. */
export function interrupt(scene: Scene, { act, at }: Interruption): Interrupted {
  let hasHappened = false;
  const end = watchMoments(scene.sitting.desk, (moment) => {
    if (moment.number < at) return;
    if (act === 'every call fails from now on' && moment.isCall) {
      hasHappened = true;
      throw new Error('Photoshop Error. Code: -1');
    }
    if (hasHappened || !isPossible(act, moment)) return;
    hasHappened = true;
    perform(scene, act);
  });
  return { hasHappened: () => hasHappened, end };
}

function isPossible(act: Act, { isCall, isFree }: Moment): boolean {
  switch (act) {
    case 'the page cancels':
    case 'the page is loaded anew':
      return true;
    case 'the person presses Escape':
      return !isFree;
    case 'one call fails':
    case 'every call fails from now on':
      return isCall;
    default:
      return isFree;
  }
}

const MODAL_MS = 30;

function perform({ sitting, model, targetId, cancel, beforeEdit }: Scene, act: Act): void {
  const { desk } = sitting;
  const { user } = desk.photoshop;
  switch (act) {
    case 'the page cancels':
      cancel();
      break;
    case 'the person presses Escape':
      user.pressEscape();
      break;
    case 'the page is loaded anew':
      desk.reloadPage();
      break;
    case 'another plugin is modal for a moment':
      user.startOtherPluginModal('com.example.other');
      setTimeout(() => user.endOtherPluginModal(), MODAL_MS);
      break;
    case 'one call fails':
      throw new Error('Photoshop Error. Code: -1');
    case 'every call fails from now on':
      break;
    default:
      beforeEdit();
      edit(sitting, model, { act, documentId: targetId });
  }
}

function edit(
  { desk }: Sitting,
  model: Model,
  { act, documentId }: { readonly act: EditName; readonly documentId: number | undefined },
): void {
  const document = model.documents.find(({ id }) => id === documentId);
  if (document) EDITS[act](desk.photoshop, model, document);
}
