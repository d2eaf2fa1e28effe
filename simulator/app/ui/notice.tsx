import { useModalFocus } from './use-modal-focus';

/** Photoshop's alert: words and an OK. */
export function Notice({ text, onOk }: { readonly text: string; readonly onOk: () => void }) {
  const button = useModalFocus<HTMLButtonElement>();
  return (
    <section className="floating notice" role="alertdialog" aria-label="Notice">
      <p>{text}</p>
      <button type="button" ref={button} onClick={onOk}>
        OK
      </button>
    </section>
  );
}
