import { useEffect, useRef } from 'react';

/** Photoshop's alert: words and an OK. */
export function Notice({ text, onOk }: { readonly text: string; readonly onOk: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), [text]);
  return (
    <section className="progress notice" role="alertdialog" aria-label="Notice">
      <p>{text}</p>
      <button type="button" ref={button} onClick={onOk}>
        OK
      </button>
    </section>
  );
}
