import { type RefObject, useEffect, useRef } from 'react';

/** Scrolls the element into sight when it appears: in a low panel it would come up below the edge. */
export function useReveal<T extends HTMLElement>(): RefObject<T | null> {
  const element = useRef<T>(null);
  useEffect(() => {
    // In braces: newer browsers answer with a promise, and that is no clean-up function.
    element.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return element;
}
