import { type HostParts, type Surface, openSurface } from './surface';

/** The docked panel: made when Photoshop shows it, kept until the plugin ends, because Photoshop never says "hidden". */
export class DockedPanel {
  readonly #parts: HostParts;
  #surface: Surface | undefined;

  constructor(parts: HostParts) {
    this.#parts = parts;
  }

  get surface(): Surface | undefined {
    return this.#surface;
  }

  /** Photoshop may call both `create` and `show`, and either of them again: there is one page. */
  open(root: HTMLElement): void {
    this.#surface ??= openSurface(this.#parts, {
      root,
      surface: 'panel',
      command: 'none',
      closeDialog: () => undefined,
    });
  }
}
