import type { MatteReport, RunReport, RuntimeReport, StartOptions } from '../../../src/engine';
import type { Outcome } from '../../../src/engine/outcome';
import type { RemoteEngine } from '../../../src/engine/remote-engine';

const RUN: RunReport = {
  ...{ provider: 'wasm', threads: 1, wasmBytes: 0, networks: ['tiny'], passes: 1 },
  ...{ preprocessMs: 1, inferenceMs: 1, postprocessMs: 1 },
};

/** What is in a worker without a network: it answers at once, or as its script says, and remembers what it was asked. */
export class ScriptedRemote implements RemoteEngine {
  started: StartOptions | undefined;
  readonly loaded: string[] = [];
  readonly calls: string[] = [];
  runtime: Partial<RuntimeReport> = {};
  run: Partial<RunReport> = {};
  /** Replaces single verbs. */
  methods: Partial<RemoteEngine> = {};
  #lastId = 0;

  start: RemoteEngine['start'] = (wasm, options) => {
    this.started = options;
    return this.methods.start?.(wasm, options) ?? value({ ...RUN, ...this.runtime });
  };

  load: RemoteEngine['load'] = (model, weights) => {
    this.loaded.push(model.id);
    return this.methods.load?.(model, weights) ?? value(undefined);
  };

  testProviders: RemoteEngine['testProviders'] = (model, weights) =>
    this.methods.testProviders?.(model, weights) ?? value([]);

  estimateMatte: RemoteEngine['estimateMatte'] = (request, port) => {
    this.calls.push('estimate');
    port.close();
    return this.methods.estimateMatte?.(request, port) ?? value(this.report());
  };

  refineMatte: RemoteEngine['refineMatte'] = (_request, port) => {
    this.calls.push('refine');
    port.close();
    return value({ refineMs: 1, tiles: 0 });
  };

  renderMaskStrip: RemoteEngine['renderMaskStrip'] = (_matteId, { top, height }) => {
    this.calls.push('render');
    return value({ top, height, pixels: new Uint8Array(1) });
  };

  estimateColours: RemoteEngine['estimateColours'] = (_request, port) => {
    this.calls.push('estimate colours');
    port.close();
    return value(undefined);
  };

  renderColourStrip: RemoteEngine['renderColourStrip'] = ({ top, height }, port) => {
    this.calls.push('render colours');
    port.close();
    return value({ top, height, pixels: new Uint8Array(4) });
  };

  releaseMatte: RemoteEngine['releaseMatte'] = () => {
    this.calls.push('release');
    return value(undefined);
  };

  report(): MatteReport {
    const found = { coverage: 1, hasSubject: true, uncertainty: 0, repairedPixels: 0, islands: [] };
    return { matteId: ++this.#lastId, ...found, run: { ...RUN, ...this.runtime, ...this.run } };
  }
}

export function value<T>(answer: T): Promise<Outcome<T>> {
  return Promise.resolve({ value: answer });
}

export function failure<T>(code: 'provider-failed', context: Record<string, string>) {
  return Promise.resolve<Outcome<T>>({ failure: { code, message: 'The GPU failed', context } });
}

/** An answer that never comes. */
export function never<T>(): Promise<Outcome<T>> {
  return new Promise(() => undefined);
}
