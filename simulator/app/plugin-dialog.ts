const TAG = 'uxp-dialog';

interface DialogOptions {
  readonly title?: string;
  readonly resize?: 'none' | 'both' | 'horizontal' | 'vertical';
  readonly size?: { readonly width?: number; readonly height?: number };
}

/**
 * Stands in for UXP's `<dialog>`: a floating window with a title bar, modal over the simulated Photoshop. `showModal`
 * and `uxpShowModal` resolve when it is closed: with what `close` was given, or with "reasonCanceled" for Esc and the
 * title bar's button. A closed dialog stays where it is in the document.
 */
export class PluginDialog extends HTMLElement {
  readonly #window = document.createElement('dialog');
  readonly #title = document.createElement('span');
  readonly #content = document.createElement('div');
  #settle: ((reason: string) => void) | undefined;
  returnValue = '';

  constructor() {
    super();
    this.#content.append(document.createElement('slot'));
    this.#window.append(this.#createTitleBar(), this.#content);
    this.attachShadow({ mode: 'open' }).append(createStyle(), this.#window);
    this.#window.addEventListener('cancel', (event) => {
      event.preventDefault();
      this.close('reasonCanceled');
    });
  }

  get open(): boolean {
    return this.#window.open;
  }

  showModal(options: DialogOptions = {}): Promise<string> {
    if (!this.isConnected) throw new Error('The dialog must be in the document before it is shown');
    if (this.open) throw new Error('The dialog is already open');
    this.#title.textContent = options.title ?? '';
    this.#window.setAttribute('aria-label', options.title ?? 'Plugin dialog');
    this.#content.style.width = pixels(options.size?.width);
    this.#content.style.height = pixels(options.size?.height);
    this.#content.style.resize = options.resize ?? 'none';
    this.#window.showModal();
    return new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  uxpShowModal(options: DialogOptions = {}): Promise<string> {
    return this.showModal(options);
  }

  show(options: DialogOptions = {}): Promise<string> {
    return this.showModal(options);
  }

  close(reason = ''): void {
    if (!this.open) return;
    this.#window.close();
    this.returnValue = reason;
    this.dispatchEvent(new Event('close'));
    this.#settle?.(reason);
  }

  #createTitleBar(): HTMLElement {
    const bar = document.createElement('header');
    const button = document.createElement('button');
    button.textContent = '✕';
    button.setAttribute('aria-label', 'Close');
    button.addEventListener('click', () => this.close('reasonCanceled'));
    bar.append(this.#title, button);
    return bar;
  }
}

/** Makes one dialog. */
export function createPluginDialog(): PluginDialog {
  if (customElements.get(TAG) === undefined) customElements.define(TAG, PluginDialog);
  return new PluginDialog();
}

function pixels(length: number | undefined): string {
  return length === undefined ? '' : `${length}px`;
}

function createStyle(): HTMLStyleElement {
  const style = document.createElement('style');
  style.textContent = `
    dialog { padding: 0; border: 1px solid var(--line); border-radius: 6px; overflow: hidden;
      background: var(--panel); color: var(--text); box-shadow: 0 12px 40px rgb(0 0 0 / 50%); }
    dialog[open] { display: flex; flex-direction: column; }
    dialog::backdrop { background: rgb(0 0 0 / 25%); }
    header { display: flex; align-items: center; justify-content: space-between; flex: none;
      padding: 2px 2px 2px 12px; height: 26px; background: var(--bar); font-size: 12px; }
    button { border: 0; background: none; color: inherit; width: 28px; height: 24px; border-radius: 4px; }
    button:hover { background: var(--hover); }
    button:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
    div { overflow: auto; }`;
  return style;
}
