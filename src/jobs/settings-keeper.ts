import type { HostClient, Settings } from '../bridge';
import { FALLBACK_CODES, type ProviderVerdict, type VerdictStore } from '../engine';

/** What a person chooses; verdicts are learnt, and go through `keep`. */
export type Choices = Omit<Settings, 'verdicts'>;

type StoredVerdict = NonNullable<Settings['verdicts']>[number];

/** As many drivers as the contract lets a file hold: a computer has one or two, and each update is a new one. */
const MOST_VERDICTS = 8;
/** The contract's limits, in characters. */
const MOST_OF_DRIVER = 200;
const MOST_OF_REASON = 300;

/**
 * The settings of one page: read once, and saved whole with every change, one save after another. Before each save the
 * file is read again, because the panel and a dialog are two pages that keep the same file. A change that could not be
 * saved still holds for the session, and goes along with the next save.
 */
export class SettingsKeeper implements VerdictStore {
  readonly #host: HostClient;
  #stored: Promise<Settings> | undefined;
  /** What was changed in this page. */
  #own: Settings = {};
  #lastSave: Promise<unknown> = Promise.resolve();

  constructor(host: HostClient) {
    this.#host = host;
  }

  /** As they hold now. @throws whatever the bridge throws; the next call then tries again. */
  async load(): Promise<Settings> {
    this.#stored ??= this.#host.call('loadSettings', {});
    try {
      return merge(await this.#stored, this.#own);
    } catch (error) {
      this.#stored = undefined;
      throw error;
    }
  }

  /** @throws whatever the bridge throws where it could not be saved; it holds all the same. */
  change(part: Choices): Promise<void> {
    this.#own = merge(this.#own, part);
    return this.#save();
  }

  /** None where the settings cannot be read: the GPU is then tried anew. Verdicts with a code of another version are left out. */
  async recall(): Promise<readonly ProviderVerdict[]> {
    const { verdicts = [] } = await this.load().catch((): Settings => ({}));
    return verdicts.flatMap(toVerdict);
  }

  /** Never rejects: what cannot be saved holds for this session. */
  async keep(verdict: ProviderVerdict): Promise<void> {
    this.#own = merge(this.#own, { verdicts: [toStored(verdict)] });
    await this.#save().catch(() => undefined);
  }

  #save(): Promise<void> {
    const save = async (): Promise<void> => {
      const stored = await this.#host.call('loadSettings', {});
      await this.#host.call('saveSettings', merge(stored, this.#own));
    };
    const saved = this.#lastSave.then(save, save);
    this.#lastSave = saved;
    return saved;
  }
}

/** What is newer wins; verdicts are about one driver each, and the latest are last. */
function merge(older: Settings, newer: Settings): Settings {
  const verdicts = mergeVerdicts(older.verdicts ?? [], newer.verdicts ?? []);
  return { ...older, ...newer, ...(verdicts.length > 0 && { verdicts }) };
}

function mergeVerdicts(
  older: readonly StoredVerdict[],
  newer: readonly StoredVerdict[],
): StoredVerdict[] {
  const isReplaced = ({ driver }: StoredVerdict) =>
    newer.some((verdict) => verdict.driver === driver);
  return [...older.filter((verdict) => !isReplaced(verdict)), ...newer].slice(-MOST_VERDICTS);
}

/** Empty where this version does not know the code. */
function toVerdict({ code: written, ...verdict }: StoredVerdict): readonly ProviderVerdict[] {
  if (written === undefined) return [verdict];
  const code = FALLBACK_CODES.find((known) => known === written);
  return code ? [{ ...verdict, code }] : [];
}

/** Cut to what the contract takes: a driver that talks too much must not cost the settings. */
function toStored({ driver, reason, ...verdict }: ProviderVerdict): StoredVerdict {
  return {
    ...verdict,
    driver: driver.slice(0, MOST_OF_DRIVER),
    ...(reason !== undefined && { reason: reason.slice(0, MOST_OF_REASON) }),
  };
}
