import type { Sample } from '../samples';

interface Session {
  run(...args: readonly unknown[]): Promise<unknown>;
}

/** What is used of onnxruntime-web, whichever version the peer brings. */
export interface Runtime {
  readonly env: { readonly wasm: { readonly numThreads?: number } };
  readonly InferenceSession: { create(...args: readonly unknown[]): Promise<Session> };
}

/** The moments of one of the peer's runs, from its own progress and from around the runtime that it imports. */
export class PeerClock {
  private moments = new Map<string, number>();
  private sessionMs: number | undefined;

  restart(): void {
    this.moments = new Map();
    this.sessionMs = undefined;
    this.mark('start');
  }

  mark(name: string): void {
    this.moments.set(name, performance.now());
  }

  watch({ InferenceSession }: Runtime): void {
    const create = InferenceSession.create.bind(InferenceSession);
    InferenceSession.create = async (...args) => {
      const begun = performance.now();
      const session = await create(...args);
      this.sessionMs = performance.now() - begun;
      const run = session.run.bind(session);
      session.run = async (...feeds) => {
        this.mark('run');
        const outputs = await run(...feeds);
        this.mark('ran');
        return outputs;
      };
      return session;
    };
  }

  sample(threads: number): Sample {
    this.mark('end');
    const names = [...this.moments.keys()].filter((name) => STAGES[name] !== undefined);
    const stages: Record<string, number> = {};
    let before = this.at('start');
    for (const name of names) {
      stages[STAGES[name] ?? name] = this.at(name) - before;
      before = this.at(name);
    }
    return {
      totalMs: this.at('end') - this.at('start'),
      networkMs: this.at('ran') - this.at('run'),
      ...(this.sessionMs === undefined ? {} : { sessionMs: this.sessionMs }),
      ...{ stages, provider: 'wasm', threads },
    };
  }

  private at(name: string): number {
    const moment = this.moments.get(name);
    if (moment === undefined) throw new Error(`The peer did not come by "${name}"`);
    return moment;
  }
}

/** Which stage ends at a moment. */
const STAGES: Readonly<Record<string, string | undefined>> = {
  'compute:decode 0': 'load',
  'compute:inference 1': 'decode',
  run: 'shrink',
  ran: 'network',
  'compute:mask 2': 'enlarge',
  'compute:encode 3': 'lay in',
  end: 'encode',
};
