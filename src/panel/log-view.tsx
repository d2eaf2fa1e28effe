import { useCallback, useSyncExternalStore } from 'react';
import type { Jobs } from '../jobs';
import { CopyField } from './copy-field';

interface LogViewProps {
  readonly log: Jobs['log'];
  readonly isOpen: boolean;
}

/** What happened. */
export function LogView({ log, isOpen }: LogViewProps) {
  const lines = useLines(log);
  return <CopyField label="Log" text={lines.join('\n')} copyLabel="Copy log" endFor={isOpen} />;
}

function useLines(log: Jobs['log']): readonly string[] {
  const subscribe = useCallback((listener: () => void) => log.subscribe(listener), [log]);
  return useSyncExternalStore(subscribe, () => log.lines);
}
