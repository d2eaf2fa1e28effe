import { Button } from '@adobe/react-spectrum/Button';
import { useEffect, useId, useRef, useState } from 'react';
import { copyText } from './copy-text';

interface CopyFieldProps {
  readonly label: string;
  readonly text: string;
  readonly copyLabel: string;
  /** Shows the end again whenever this changes; the beginning where it is not given. */
  readonly endFor?: unknown;
}

/** A text to read, to select and to copy: for a person who asks for help. */
export function CopyField({ label, text, copyLabel, endFor }: CopyFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [note, setNote] = useState('');
  const id = useId();
  useEffect(() => {
    if (field.current && endFor !== undefined) field.current.scrollTop = field.current.scrollHeight;
  }, [text, endFor]);
  const copy = async (): Promise<void> => {
    if (field.current) setNote((await copyText(field.current)) ? COPIED : NOT_COPIED);
  };
  return (
    <section className="log" aria-label={label}>
      <label className="log-label" htmlFor={id}>
        {label}
      </label>
      <textarea id={id} ref={field} className="log-lines" readOnly value={text} />
      <Button UNSAFE_className="button" variant="secondary" onPress={() => void copy()}>
        {copyLabel}
      </Button>
      <p className="quiet" aria-live="polite">
        {note}
      </p>
    </section>
  );
}

const COPIED = 'Copied. It holds no pixels, names or paths.';
const NOT_COPIED = 'Could not copy. Select the text and copy it with the keyboard.';
