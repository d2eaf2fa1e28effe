import { useModalFocus } from './use-modal-focus';

interface ProgressDialogProps {
  readonly title: string;
  readonly commandName: string;
  /** In [0, 1]; `undefined` while it is not known. */
  readonly value: number | undefined;
  readonly onCancel: () => void;
}

/** Photoshop's own progress window for a modal scope. Esc cancels, as its button does. */
export function ProgressDialog({ title, commandName, value, onCancel }: ProgressDialogProps) {
  const button = useModalFocus<HTMLButtonElement>();
  return (
    <section className="floating progress" role="dialog" aria-label="Progress">
      <h2>{title}</h2>
      <progress max={1} aria-label={commandName} {...(value === undefined ? {} : { value })} />
      <p>{commandName}</p>
      <button type="button" ref={button} onClick={onCancel}>
        Cancel
      </button>
    </section>
  );
}
