import type { DocumentSummary, Environment, Output, Settings, Target } from '../bridge';
import type { ComputerTest, ReadAsset } from '../engine';
import { parseRegistry, tiersOf, type ModelRegistry, type Tier } from '../models';
import { OffcutError, type Progress } from '../support';
import type { BatchProgress } from './batch-progress';
import { bestEffort } from './best-effort';
import { runDiagnostics, type DiagnosticsProgress, type DiagnosticsReport } from './diagnostics';
import type { Log } from './log';
import { batchLines, environmentLine, noting, removalLines, testLines } from './log-lines';
import { removeBackground, type RemovalReport, type RemovalRequest } from './remove-background';
import { removeBackgroundFromAll, type BatchReport } from './remove-background-all';
import type { SettingsKeeper } from './settings-keeper';
import type { JobContext, Workplace } from './workplace';

const REGISTRY_PATH = 'models/registry.json';
/** Long enough to look at a mask and take the next picture. */
const UNLOAD_AFTER_MINUTES = 5;

/** Everything that the panel can ask for, and what it needs to know before it asks. */
export interface Jobs {
  readonly environment: Environment;
  /** From fast to best: those whose networks are there. */
  readonly tiers: readonly Tier[];
  /** The tier that was chosen last, or standard, or the first of `tiers`. */
  readonly preferredTier: Tier;
  /** What was chosen last, or a layer mask. */
  readonly preferredOutput: Output;
  describeTarget(): Promise<Target>;
  listDocuments(): Promise<readonly DocumentSummary[]>;
  removeBackground(request: RemovalRequest, context: JobContext<Progress>): Promise<RemovalReport>;
  removeBackgroundFromAll(
    request: Omit<RemovalRequest, 'documentId'>,
    context: JobContext<BatchProgress>,
  ): Promise<BatchReport>;
  /** Makes the tier's networks ready, so that the first removal need not wait; never rejects. */
  warmUp(tier: Tier): Promise<void>;
  /** Tries every provider; the best one serves from then on. The progress is a fraction in [0, 1]. */
  testComputer(tier: Tier, context: JobContext<number>): Promise<ComputerTest>;
  /** Asks every open question about this Photoshop and this page; cancelling ends it with the answers so far. */
  runDiagnostics(context: JobContext<DiagnosticsProgress>): Promise<DiagnosticsReport>;
  rememberTier(tier: Tier): Promise<void>;
  rememberOutput(output: Output): Promise<void>;
  /** How long after the last removal memory is given back; 0 never does. */
  readonly unloadAfterMinutes: number;
  /** Holds from now on, also where it cannot be saved. */
  changeUnloadAfter(minutes: number): Promise<void>;
  /** What has happened in this page. */
  readonly log: Log;
  closeDialog(): Promise<void>;
}

/** What a page has one of, besides its workplace. */
export interface Belongings {
  readonly readAsset: ReadAsset;
  readonly settings: SettingsKeeper;
  readonly log: Log;
}

/**
 * Reads what stands before any job: the environment, the registry and the settings.
 * @throws registry-invalid, asset-missing, or whatever the bridge throws.
 */
export async function createJobs(workplace: Workplace, belongings: Belongings): Promise<Jobs> {
  const { readAsset, settings, log } = belongings;
  const [environment, registry, chosen] = await Promise.all([
    workplace.host.call('describeEnvironment', {}),
    readRegistry(readAsset),
    settings.load(),
  ]);
  log.add(environmentLine(environment));
  const tiers = tiersOf(registry);
  return {
    environment,
    tiers,
    preferredTier: preferredTier(tiers, chosen),
    log,
    ...removals(workplace, log),
    ...lookingAround(workplace),
    ...preparations(workplace, log),
    ...questions(workplace, environment, tiers),
    ...choices(workplace, settings, chosen),
  };
}

function removals(
  workplace: Workplace,
  log: Log,
): Pick<Jobs, 'removeBackground' | 'removeBackgroundFromAll'> {
  return {
    removeBackground: (request, context) => {
      const work = removeBackground(workplace, request, context);
      return noting(log, { what: 'Removal', work }, removalLines);
    },
    removeBackgroundFromAll: (request, context) => {
      const work = removeBackgroundFromAll(workplace, request, context);
      return noting(log, { what: 'Batch', work }, batchLines);
    },
  };
}

function lookingAround({
  host,
}: Workplace): Pick<Jobs, 'describeTarget' | 'listDocuments' | 'closeDialog'> {
  return {
    describeTarget: () => host.call('describeTarget', {}),
    listDocuments: () => host.call('listDocuments', {}),
    closeDialog: async () => {
      await host.call('closeDialog', {});
    },
  };
}

function preparations(workplace: Workplace, log: Log): Pick<Jobs, 'warmUp' | 'testComputer'> {
  return {
    warmUp: (tier) => {
      const what = `Warm-up for ${tier.quality}`;
      return bestEffort(
        noting(log, { what, work: workplace.engine.prepare(tier) }, () => [`${what}: ready`]),
      );
    },
    testComputer: (tier, { signal, onProgress }) => {
      const work = workplace.engine.testComputer(tier, { signal, onProgress });
      return noting(log, { what: 'Test', work }, testLines);
    },
  };
}

function questions(
  workplace: Workplace,
  environment: Environment,
  [tier]: readonly Tier[],
): Pick<Jobs, 'runDiagnostics'> {
  if (tier === undefined) throw new OffcutError('registry-invalid', 'There is no model');
  return {
    runDiagnostics: (context) => runDiagnostics({ ...workplace, environment, tier }, context),
  };
}

function choices(
  { engine }: Workplace,
  settings: SettingsKeeper,
  { unloadAfterMinutes = UNLOAD_AFTER_MINUTES, output = 'mask' }: Settings,
): Pick<
  Jobs,
  'unloadAfterMinutes' | 'changeUnloadAfter' | 'rememberTier' | 'preferredOutput' | 'rememberOutput'
> {
  const unloadAfter = (minutes: number) => engine.unloadAfter(minutes * 60_000);
  unloadAfter(unloadAfterMinutes);
  return {
    unloadAfterMinutes,
    changeUnloadAfter: (minutes) => {
      unloadAfter(minutes);
      return settings.change({ unloadAfterMinutes: minutes });
    },
    rememberTier: ({ quality }) => settings.change({ quality }),
    preferredOutput: output,
    rememberOutput: (wanted) => settings.change({ output: wanted }),
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
