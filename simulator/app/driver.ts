import { toByteArray, fromByteArray } from 'base64-js';
import type { SimulatedPhotoshop } from '../api';
import type { BrowserWebview } from '../webview/browser-webview';
import type { Desk } from './desk';

/**
 * The simulator's handle for browser tests: `window.offcutSimulator`. Start the page with `/?demo=none&panel=closed` for
 * an empty desk (`fetch=allow` lets pages fetch their own files, `theme=light` starts in another theme), wait until the
 * handle is there, and drive it by what a person does:
 *
 *     await page.waitForFunction(() => 'offcutSimulator' in window);
 *     await page.evaluate(([name, text]) => window.offcutSimulator.openBytes(name, text), [name, base64]);
 *     await page.frameLocator('uxp-webview iframe').getByRole('button', { name: 'Remove Background' }).click();
 *
 * The plugin's page is an ordinary frame to Playwright; `photoshop` is the whole simulated Photoshop, whose `user`,
 * `inspect` and `faults` return plain values.
 */
export interface SimulatorDriver {
  readonly photoshop: SimulatedPhotoshop;
  /** Every webview in the document: the panel's first, then those in dialogs. */
  readonly webviews: () => readonly BrowserWebview[];
  /** Loads the page of one webview anew, as if it had crashed or been reloaded. Default: the first. */
  readonly reloadPage: (index?: number) => void;
  readonly openPanel: (id: string) => void;
  readonly closePanel: (id: string) => void;
  /** Chooses Plugins › a command; resolves when its handler has returned. */
  readonly runCommand: (id: string) => Promise<void>;
  /** Opens a PSD, PNG or JPEG. Gives the document's id, or undefined where a notice tells why it could not be read. */
  readonly openBytes: (name: string, base64: string) => Promise<number | undefined>;
  /** File › Save as PSD, as base64. */
  readonly savePsd: (documentId: number) => Promise<string>;
  /** Every rule that the plugin has broken, in Photoshop and in its webviews. */
  readonly violations: () => readonly string[];
}

declare global {
  interface Window {
    offcutSimulator?: SimulatorDriver;
  }
}

export function createDriver(desk: Desk): SimulatorDriver {
  const { photoshop, runtime } = desk;
  return {
    photoshop,
    webviews: runtime.webviews,
    reloadPage: (index = 0) => runtime.webviews()[index]?.reload(),
    openPanel: desk.openPanel,
    closePanel: desk.closePanel,
    runCommand: runtime.runCommand,
    openBytes: (name, base64) => desk.openFile(name, toByteArray(base64)),
    savePsd: async (documentId) => fromByteArray(await photoshop.user.savePsd(documentId)),
    violations: () => [...photoshop.inspect.violations(), ...runtime.violations()],
  };
}
