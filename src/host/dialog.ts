import type { Command } from '../bridge';
import { type HostParts, type Surface, openSurface } from './surface';

const SIZE = { width: 320, height: 220 };
const TITLE = 'Offcut';

/** The small dialog that a menu command opens when no panel can take it: the same page, told what to do at once. */
export class CommandDialog {
  readonly #parts: HostParts;
  #surface: Surface | undefined;

  constructor(parts: HostParts) {
    this.#parts = parts;
  }

  get surface(): Surface | undefined {
    return this.#surface;
  }

  /**
   * Resolves when the dialog is closed. A second command while it is open is ignored: Photoshop's menus are out of reach
   * then, so that only an impatient key or the next step of a recorded action can send one, and two removals at a time
   * would write over each other's mask. The dialog is in sight and shows what is running.
   */
  async run(command: Command): Promise<void> {
    if (this.#surface) return;
    const { document } = this.#parts.ui;
    const dialog = document.createElement('dialog') as HTMLElement as UxpDialogElement;
    const root = createRoot(document);
    try {
      dialog.append(root);
      document.body.append(dialog);
      this.#surface = openSurface(this.#parts, {
        root,
        surface: 'dialog',
        command,
        // A moment later, so that the page still hears that it was done.
        closeDialog: () => setTimeout(() => dialog.close('done'), 0),
      });
      await dialog.uxpShowModal({ title: TITLE, resize: 'none', size: SIZE });
    } finally {
      this.#surface?.close();
      this.#surface = undefined;
      // A closed dialog stays in the document otherwise.
      dialog.remove();
    }
  }
}

function createRoot(document: Document): HTMLElement {
  const root = document.createElement('div');
  root.style.width = `${SIZE.width}px`;
  root.style.height = `${SIZE.height}px`;
  return root;
}
