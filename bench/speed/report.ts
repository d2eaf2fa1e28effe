import type { Machine } from './machine';
import type { NativeLimit } from './native-limit';
import type { Packages } from './packages';
import type { CaseResult } from './samples';
import type { Row } from './summarise';
import type { Target } from './targets';

/** Everything that a run found out: what `--json` prints. */
export interface Report {
  readonly machine: Machine;
  readonly versions: Readonly<Record<keyof Packages, string>>;
  readonly browser: string | undefined;
  readonly rows: readonly Row[];
  readonly targets: readonly Target[];
  readonly agreements: readonly Agreement[];
  readonly limits: readonly NativeLimit[];
  readonly samples: readonly CaseResult[];
}

/** How far two alphas of one picture are apart, on average, in 8-bit levels. */
export interface Agreement {
  readonly name: string;
  readonly megapixels: number;
  readonly difference: number;
}
