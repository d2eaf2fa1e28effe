import { type RefObject, useEffect, useRef } from 'react';

/** Takes the focus when the element appears, so that keys reach it, and gives it back when the element goes. */
export function useModalFocus<T extends HTMLElement>(): RefObject<T | null> {
  const element = useRef<T>(null);
  useEffect(() => {
    const before = document.activeElement;
    element.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return element;
}
