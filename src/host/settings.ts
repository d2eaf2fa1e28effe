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

  /** Defaults where there are none, and for each that cannot be read: one that is damaged does not cost the others. */
  async load(): Promise<Settings> {
    try {
      const text = await this.#fs.readFile(FILE, TEXT);
      return soundOf(JSON.parse(String(text)));
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

/** Those that this version knows and whose value it takes. @throws ValiError where there is no object at all */
function soundOf(written: unknown): Settings {
  const sound = Object.entries(v.parse(v.record(v.string(), v.unknown()), written)).filter(
    ([name, value]) => v.is(settingsSchema, { [name]: value }),
  );
  return v.parse(settingsSchema, Object.fromEntries(sound));
}
