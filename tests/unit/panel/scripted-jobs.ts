import type {
  BatchProgress,
  BatchReport,
  Environment,
  JobContext,
  Jobs,
  ModelDescriptor,
  RemovalReport,
  Target,
} from '../../../src/jobs';
import { AbortError, type Progress } from '../../../src/support';

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
  readonly models = MODELS;
  readonly preferredModel = MODELS[0]!;
  readonly environment: Environment;
  readonly removals: ScriptedRun<Progress, RemovalReport>[] = [];
  readonly batches: ScriptedRun<BatchProgress, BatchReport>[] = [];
  readonly usedModels: string[] = [];
  readonly rememberedModels: string[] = [];
  closed = 0;
  target: Target | Error = TARGET;
  documents = [documentNamed(1, 'allium.jpg'), documentNamed(2, 'second.psd')];

  constructor(environment: Partial<Environment> = {}) {
    this.environment = { ...ENVIRONMENT, ...environment };
  }

  describeTarget = () =>
    this.target instanceof Error ? Promise.reject(this.target) : Promise.resolve(this.target);
  listDocuments = () => Promise.resolve(this.documents);
  removeBackground: Jobs['removeBackground'] = ({ model }, context) => {
    const run = new ScriptedRun<Progress, RemovalReport>(context);
    this.usedModels.push(model.id);
    this.removals.push(run);
    return run.outcome;
  };
  removeBackgroundFromAll: Jobs['removeBackgroundFromAll'] = (_request, context) => {
    const run = new ScriptedRun<BatchProgress, BatchReport>(context);
    this.batches.push(run);
    return run.outcome;
  };
  rememberModel = ({ id }: ModelDescriptor) => {
    this.rememberedModels.push(id);
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

function modelOf(
  id: string,
  name: string,
  facts: Pick<ModelDescriptor, 'quality' | 'licence' | 'isPermissive'>,
): ModelDescriptor {
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
  };
}

const MODELS: readonly ModelDescriptor[] = [
  modelOf('isnet', 'ISNet', { quality: 'standard', licence: 'AGPL-3.0-only', isPermissive: false }),
  modelOf('u2netp', 'U²-Net-p', { quality: 'fast', licence: 'Apache-2.0', isPermissive: true }),
];

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
  model: MODELS[0]!,
  coverage: 0.42,
  run: { provider: 'wasm', threads: 1, preprocessMs: 10, inferenceMs: 4000, postprocessMs: 10 },
  stageMs: { estimating: 4020 },
  totalMs: 5123,
  bytesOverBridge: 1000,
};
