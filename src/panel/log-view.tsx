import { Button } from '@adobe/react-spectrum/Button';
import { useCallback, useEffect, useId, useRef, useState, useSyncExternalStore } from 'react';
import type { Jobs } from '../jobs';
import { copyText } from './copy-text';

interface LogViewProps {
  readonly log: Jobs['log'];
  readonly isOpen: boolean;
}

/** What happened, to read, to select and to copy: for a person who asks for help. */
export function LogView({ log, isOpen }: LogViewProps) {
  const lines = useLines(log);
  const field = useRef<HTMLTextAreaElement>(null);
  const [note, setNote] = useState('');
  const id = useId();
  useEffect(() => {
    if (field.current) field.current.scrollTop = field.current.scrollHeight;
  }, [lines, isOpen]);
  const copy = async (): Promise<void> => {
    if (field.current) setNote((await copyText(field.current)) ? COPIED : NOT_COPIED);
  };
  return (
    <section className="log" aria-label="Log">
      <label className="log-label" htmlFor={id}>
        Log
      </label>
      <textarea id={id} ref={field} className="log-lines" readOnly value={lines.join('\n')} />
      <Button UNSAFE_className="button" variant="secondary" onPress={() => void copy()}>
        Copy log
      </Button>
      <p className="quiet" aria-live="polite">
        {note}
      </p>
    </section>
  );
}

const COPIED = 'Copied. It holds no pixels, names or paths.';
const NOT_COPIED = 'Could not copy. Select the text and copy it with the keyboard.';

function useLines(log: Jobs['log']): readonly string[] {
  const subscribe = useCallback((listener: () => void) => log.subscribe(listener), [log]);
  return useSyncExternalStore(subscribe, () => log.lines);
}
