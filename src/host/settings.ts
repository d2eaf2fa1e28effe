import * as v from 'valibot';
import { type Settings, settingsSchema } from '../bridge';
import type { UxpFileSystem } from './vendor';

const FILE = 'plugin-data:/settings.json';
const DRAFT = 'plugin-data:/settings.draft.json';
const TEXT = { encoding: 'utf-8' } as const;

/** Preferences in the plugin's data folder, which an uninstall empties and another Photoshop version does not see. */
export class SettingsFile {
  readonly #fs: UxpFileSystem;
  #lastWrite: Promise<unknown> = Promise.resolve();

  constructor(fs: UxpFileSystem) {
    this.#fs = fs;
  }

  /** Defaults where there are none, or where they cannot be read. */
  async load(): Promise<Settings> {
    try {
      const text = await this.#fs.readFile(FILE, TEXT);
      return v.parse(settingsSchema, JSON.parse(String(text)));
    } catch {
      return {};
    }
  }

  /** Replaces the file as a whole, so that a crash leaves the old settings or the new ones; one save after another. */
  save(settings: Settings): Promise<void> {
    const write = async () => {
      await this.#fs.writeFile(DRAFT, JSON.stringify(settings), TEXT);
      await this.#fs.rename(DRAFT, FILE);
    };
    const saved = this.#lastWrite.then(write, write);
    this.#lastWrite = saved;
    return saved;
  }
}
