import type { ComputerTest, RunReport } from '../jobs';
import { deviceNotes } from './report-lines';

interface DeviceNotesProps {
  readonly runs: readonly RunReport[];
  readonly test: ComputerTest | undefined;
}

/** Why the CPU ran where the GPU was to: each reason once, for one run or a whole batch. */
export function DeviceNotes({ runs, test }: DeviceNotesProps) {
  return deviceNotes(runs, test).map((line) => (
    <p key={line} className="quiet">
      {line}
    </p>
  ));
}
