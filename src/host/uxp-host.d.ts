/**
 * What @types/photoshop lacks: the modules `uxp` and `fs`, and UXP's own elements. Only what we use, as the
 * documentation has it; see docs/decisions/0031.
 */
declare module 'uxp' {
  interface PanelHandlers {
    create?(root: HTMLElement): void;
    show?(root: HTMLElement): void;
  }

  interface CommandHandlers {
    run(): void;
  }

  interface Uxp {
    readonly entrypoints: {
      /** Once, at start; a second call throws. Handlers that take longer than 300 ms count as timed out. */
      setup(entrypoints: {
        panels: Record<string, PanelHandlers>;
        commands: Record<string, CommandHandlers>;
      }): void;
    };
    readonly host: { readonly version: string };
    readonly versions: { readonly plugin: string };
  }

  const uxp: Uxp;
  export default uxp;
  export type { Uxp };
}

declare module 'fs' {
  /** Takes `plugin:/` (read only), `plugin-data:/` and `plugin-temp:/` addresses. */
  interface UxpFileSystem {
    open(path: string, flag?: string): Promise<number>;
    /** Puts bytes from `position` of the file at `offset` of `buffer`. */
    read(
      file: number,
      buffer: ArrayBuffer,
      offset: number,
      length: number,
      position: number,
    ): Promise<{ bytesRead: number }>;
    close(file: number): Promise<unknown>;
    lstat(path: string): Promise<{ readonly size: number; isFile(): boolean }>;
    readFile(path: string, options: { encoding: 'utf-8' }): Promise<unknown>;
    writeFile(path: string, text: string, options: { encoding: 'utf-8' }): Promise<unknown>;
    rename(from: string, to: string): Promise<unknown>;
    unlink(path: string): Promise<unknown>;
  }

  const fs: UxpFileSystem;
  export default fs;
  export type { UxpFileSystem };
}

/** `<webview>`: made by script, because one that is declared in HTML does not paint. */
interface UxpWebviewElement extends HTMLElement {
  src: string;
  postMessage(message: unknown): void;
}

/** `<dialog>`: stays in the document after it is closed. */
interface UxpDialogElement extends HTMLElement {
  /** Resolves when the dialog is closed, by us or by the person. */
  uxpShowModal(options: {
    title: string;
    resize: 'none' | 'both';
    size: { width: number; height: number };
  }): Promise<unknown>;
  close(reason?: string): void;
}

/** Photoshop's interface theme: a name and its changes. Not every version has it. */
interface UxpTheme {
  getCurrent?(): string;
  readonly onUpdated?: { addListener(listener: (theme: string) => void): void };
}
