import {
  Log,
  type BatchProgress,
  type BatchReport,
  type ComputerTest,
  type DiagnosticsProgress,
  type DiagnosticsReport,
  type Environment,
  type JobContext,
  type Jobs,
  type Output,
  type RemovalReport,
  type Target,
  type Tier,
} from '../../../src/jobs';
import { AbortError, OffcutError, type Progress } from '../../../src/support';

/** One run that a test drives: it reports, and ends it as it likes. Cancelling ends it with AbortError. */
export class ScriptedRun<P, R> {
  readonly context: JobContext<P>;
  readonly outcome: Promise<R>;
  succeed: (report: R) => void = () => undefined;
  fail: (error: Error) => void = () => undefined;

  constructor(context: JobContext<P>) {
    this.context = context;
    this.outcome = new Promise((resolve, reject) => {
      this.succeed = resolve;
      this.fail = reject;
    });
    context.signal.addEventListener('abort', () => this.fail(new AbortError()));
  }
}

/** The jobs as the panel sees them, driven by a test. */
export class ScriptedJobs implements Jobs {
  tiers: readonly Tier[] = [FAST, STANDARD, BEST];
  preferredTier = STANDARD;
  preferredOutput: Output = 'mask';
  readonly rememberedOutputs: Output[] = [];
  readonly usedOutputs: (Output | undefined)[] = [];
  readonly environment: Environment;
  readonly removals: ScriptedRun<Progress, RemovalReport>[] = [];
  readonly batches: ScriptedRun<BatchProgress, BatchReport>[] = [];
  readonly tests: ScriptedRun<number, ComputerTest>[] = [];
  readonly diagnostics: ScriptedRun<DiagnosticsProgress, DiagnosticsReport>[] = [];
  readonly log = new Log({ now: () => 1500 });
  readonly warmedUp: string[] = [];
  readonly unloadChoices: number[] = [];
  unloadAfterMinutes = 5;
  readonly usedQualities: string[] = [];
  readonly rememberedQualities: string[] = [];
  closed = 0;
  target: Target | Error = TARGET;
  documents = [documentNamed(1, 'allium.jpg'), documentNamed(2, 'second.psd')];

  constructor(environment: Partial<Environment> = {}) {
    this.environment = { ...ENVIRONMENT, ...environment };
  }

  describeTarget = () =>
    this.target instanceof Error ? Promise.reject(this.target) : Promise.resolve(this.target);
  listDocuments = () => Promise.resolve(this.documents);
  removeBackground: Jobs['removeBackground'] = ({ tier, output }, context) => {
    const run = new ScriptedRun<Progress, RemovalReport>(context);
    this.usedQualities.push(tier.quality);
    this.usedOutputs.push(output);
    this.removals.push(run);
    return run.outcome;
  };
  removeBackgroundFromAll: Jobs['removeBackgroundFromAll'] = ({ output }, context) => {
    this.usedOutputs.push(output);
    const run = new ScriptedRun<BatchProgress, BatchReport>(context);
    this.batches.push(run);
    return run.outcome;
  };
  warmUp = ({ quality }: Tier) => {
    this.warmedUp.push(quality);
    return Promise.resolve();
  };
  testComputer: Jobs['testComputer'] = (_tier, context) => {
    const run = new ScriptedRun<number, ComputerTest>(context);
    this.tests.push(run);
    return run.outcome;
  };
  runDiagnostics: Jobs['runDiagnostics'] = (context) => {
    const run = new ScriptedRun<DiagnosticsProgress, DiagnosticsReport>(context);
    this.diagnostics.push(run);
    return run.outcome;
  };
  changeUnloadAfter = (minutes: number) => {
    this.unloadChoices.push(minutes);
    return Promise.reject(new OffcutError('bridge-closed', ''));
  };
  rememberTier = ({ quality }: Tier) => {
    this.rememberedQualities.push(quality);
    return Promise.resolve();
  };
  rememberOutput = (output: Output) => {
    this.rememberedOutputs.push(output);
    return Promise.resolve();
  };
  closeDialog = () => {
    this.closed += 1;
    return Promise.resolve();
  };
}

export function documentNamed(documentId: number, documentName: string) {
  return { documentId: documentId as Target['documentId'], documentName };
}

const ENVIRONMENT: Environment = {
  hostVersion: '26.0.0',
  pluginVersion: '0.1.0',
  theme: 'darkest',
  surface: 'panel',
  command: 'none',
};

type Model = Tier['fine'];

function modelOf(
  id: string,
  name: string,
  facts: Pick<Model, 'quality' | 'licence' | 'isPermissive'>,
): Model {
  return {
    id,
    name,
    ...facts,
    task: 'salient-object-segmentation',
    path: `models/${id}.onnx`,
    byteLength: 4,
    sha256: '0'.repeat(64),
    source: {
      package: id,
      version: '1.0.0',
      url: 'https://example.org/',
      file: `${id}.onnx`,
      byteLength: 4,
      sha256: '0'.repeat(64),
    },
    input: {
      name: 'input',
      width: 8,
      height: 8,
      resize: 'stretch',
      mean: [0, 0, 0],
      std: [1, 1, 1],
    },
    output: { name: 'output', activation: 'none' },
    golden: '',
  };
}

const ISNET = modelOf('isnet', 'ISNet', {
  quality: 'standard',
  licence: 'AGPL-3.0-only',
  isPermissive: false,
});
const U2NETP = modelOf('u2netp', 'U²-Net-p', {
  quality: 'fast',
  licence: 'Apache-2.0',
  isPermissive: true,
});

export const FAST: Tier = { quality: 'fast', fine: U2NETP };
const STANDARD: Tier = { quality: 'standard', fine: ISNET };
const BEST: Tier = { quality: 'best', fine: ISNET, steady: U2NETP };

export const TARGET: Target = {
  ...documentNamed(1, 'allium.jpg'),
  documentExtent: { width: 30, height: 20 },
  layerId: 7 as Target['layerId'],
  layerName: 'Layer 0',
  layerBounds: { left: 0, top: 0, width: 30, height: 20 },
  hasLayerMask: false,
};

export const REPORT: RemovalReport = {
  target: TARGET,
  tier: STANDARD,
  output: 'mask',
  coverage: 0.42,
  uncertainty: 0.08,
  repairedPixels: 0,
  run: {
    ...{ provider: 'wasm', threads: 1, wasmBytes: 0, networks: ['isnet'], passes: 1 },
    ...{ preprocessMs: 10, inferenceMs: 4000, postprocessMs: 10 },
  },
  stageMs: { estimating: 4020 },
  totalMs: 5123,
  bytesRead: 900,
  bytesSent: 100,
};
