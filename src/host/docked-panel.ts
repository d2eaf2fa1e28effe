import { type HostParts, type Surface, openSurface } from './surface';

/** The docked panel: made when Photoshop shows it, kept until the plugin ends, because Photoshop never says "hidden". */
export class DockedPanel {
  readonly #parts: HostParts;
  #root: HTMLElement | undefined;
  #surface: Surface | undefined;

  constructor(parts: HostParts) {
    this.#parts = parts;
  }

  get surface(): Surface | undefined {
    return this.#surface;
  }

  /** Whether a person can see it: a panel that is closed, or behind another one, has no width. */
  get isShown(): boolean {
    return this.#root !== undefined && this.#root.clientWidth > 0;
  }

  /**
   * Photoshop may call both `create` and `show`, and either of them again: there is one page. Only where it brings
   * another root, and the former one is out of sight, does the page begin anew in that.
   */
  open(root: HTMLElement): void {
    if (this.#surface && (root === this.#root || this.isShown)) return;
    this.#surface?.close();
    this.#root = root;
    this.#surface = openSurface(this.#parts, {
      root,
      surface: 'panel',
      command: 'none',
      closeDialog: () => undefined,
    });
  }
}
