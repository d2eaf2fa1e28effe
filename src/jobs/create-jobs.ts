import type { DocumentSummary, Environment, Settings, Target } from '../bridge';
import type { ReadAsset } from '../engine';
import { parseRegistry, tiersOf, type ModelRegistry, type Tier } from '../models';
import { OffcutError, type Progress } from '../support';
import { removeBackground, type RemovalReport, type RemovalRequest } from './remove-background';
import {
  removeBackgroundFromAll,
  type BatchProgress,
  type BatchReport,
} from './remove-background-all';
import type { JobContext, Workplace } from './workplace';

const REGISTRY_PATH = 'models/registry.json';

/** Everything that the panel can ask for, and what it needs to know before it asks. */
export interface Jobs {
  readonly environment: Environment;
  /** From fast to best: those whose networks are there. */
  readonly tiers: readonly Tier[];
  /** The tier that was chosen last, or standard, or the first of `tiers`. */
  readonly preferredTier: Tier;
  describeTarget(): Promise<Target>;
  listDocuments(): Promise<readonly DocumentSummary[]>;
  removeBackground(request: RemovalRequest, context: JobContext<Progress>): Promise<RemovalReport>;
  removeBackgroundFromAll(
    request: { readonly tier: Tier },
    context: JobContext<BatchProgress>,
  ): Promise<BatchReport>;
  rememberTier(tier: Tier): Promise<void>;
  closeDialog(): Promise<void>;
}

/**
 * Reads what stands before any job: the environment, the registry and the settings.
 * @throws registry-invalid, asset-missing, or whatever the bridge throws.
 */
export async function createJobs(workplace: Workplace, readAsset: ReadAsset): Promise<Jobs> {
  const { host } = workplace;
  const [environment, registry, settings] = await Promise.all([
    host.call('describeEnvironment', {}),
    readRegistry(readAsset),
    host.call('loadSettings', {}),
  ]);
  const tiers = tiersOf(registry);
  return {
    environment,
    tiers,
    preferredTier: preferredTier(tiers, settings),
    describeTarget: () => host.call('describeTarget', {}),
    listDocuments: () => host.call('listDocuments', {}),
    removeBackground: (request, context) => removeBackground(workplace, request, context),
    removeBackgroundFromAll: (request, context) =>
      removeBackgroundFromAll(workplace, request, context),
    rememberTier: async ({ quality }) => {
      await host.call('saveSettings', { quality });
    },
    closeDialog: async () => {
      await host.call('closeDialog', {});
    },
  };
}

async function readRegistry(readAsset: ReadAsset): Promise<ModelRegistry> {
  const text = new TextDecoder().decode(await readAsset(REGISTRY_PATH));
  return parseRegistry(parseJson(text));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new OffcutError('registry-invalid', `${REGISTRY_PATH} is not JSON`, { cause });
  }
}

/** A tier whose networks are no longer there is forgotten. */
function preferredTier(tiers: readonly Tier[], { quality: chosen }: Settings): Tier {
  const ofQuality = (wanted: string | undefined) => tiers.find(({ quality }) => quality === wanted);
  const preferred = ofQuality(chosen) ?? ofQuality('standard') ?? tiers[0];
  if (preferred === undefined) throw new OffcutError('registry-invalid', 'There is no model');
  return preferred;
}
