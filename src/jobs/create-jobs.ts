import type { DocumentSummary, Environment, Target } from '../bridge';
import type { ReadAsset } from '../engine';
import { parseRegistry, type ModelDescriptor, type ModelRegistry } from '../models';
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
  /** In order of preference. */
  readonly models: readonly ModelDescriptor[];
  /** The model that was chosen last, or the first of `models`. */
  readonly preferredModel: ModelDescriptor;
  describeTarget(): Promise<Target>;
  listDocuments(): Promise<readonly DocumentSummary[]>;
  removeBackground(request: RemovalRequest, context: JobContext<Progress>): Promise<RemovalReport>;
  removeBackgroundFromAll(
    request: { readonly model: ModelDescriptor },
    context: JobContext<BatchProgress>,
  ): Promise<BatchReport>;
  rememberModel(model: ModelDescriptor): Promise<void>;
  closeDialog(): Promise<void>;
}

/**
 * Reads what stands before any job: the environment, the registry and the settings.
 * @throws registry-invalid, asset-missing, or whatever the bridge throws.
 */
export async function createJobs(workplace: Workplace, readAsset: ReadAsset): Promise<Jobs> {
  const { host } = workplace;
  const [environment, { models }, settings] = await Promise.all([
    host.call('describeEnvironment', {}),
    readRegistry(readAsset),
    host.call('loadSettings', {}),
  ]);
  return {
    environment,
    models,
    preferredModel: preferredModel(models, settings.modelId),
    describeTarget: () => host.call('describeTarget', {}),
    listDocuments: () => host.call('listDocuments', {}),
    removeBackground: (request, context) => removeBackground(workplace, request, context),
    removeBackgroundFromAll: (request, context) =>
      removeBackgroundFromAll(workplace, request, context),
    rememberModel: async ({ id }) => {
      await host.call('saveSettings', { modelId: id });
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

/** A model that is no longer there is forgotten. */
function preferredModel(
  models: readonly ModelDescriptor[],
  chosenId: string | undefined,
): ModelDescriptor {
  const preferred = models.find(({ id }) => id === chosenId) ?? models[0];
  if (preferred === undefined) throw new OffcutError('registry-invalid', 'There is no model');
  return preferred;
}
