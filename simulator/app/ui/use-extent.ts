import { type RefObject, useEffect, useState } from 'react';

export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** The size of an element's content box in CSS px, as it changes; zero before it is laid out. */
export function useExtent(element: RefObject<HTMLElement | null>): Extent {
  const [extent, setExtent] = useState<Extent>({ width: 0, height: 0 });
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setExtent(entry.contentRect);
    });
    if (element.current !== null) observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return extent;
}
