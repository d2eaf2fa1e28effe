import { useCallback, useState } from 'react';
import type { DocumentView } from '../api';
import type { Picture } from './desk';
import { CanvasView } from './ui/canvas-view';
import type { Extent } from './ui/use-extent';

interface DocumentStageProps {
  readonly document: DocumentView | undefined;
  readonly picture: Picture;
}

/** The active document with its masks applied, and its size and zoom below; or an invitation to open one. */
export function DocumentStage({ document, picture }: DocumentStageProps) {
  const [zoom, setZoom] = useState(0);
  const id = document?.id;
  const render = useCallback(
    (extent: Extent) => {
      if (id === undefined) return undefined;
      const { width, height, rgba } = picture.inspect.composite(id, extent);
      return { width, height, pixels: new Uint8ClampedArray(rgba) };
    },
    [picture, id],
  );
  if (document === undefined)
    return (
      <div className="stage">
        <p className="invitation">Drop a PSD, PNG or JPEG here, or choose File › Open…</p>
      </div>
    );
  const { name, width, height, mode, depth } = document;
  return (
    <>
      <CanvasView name={name} width={width} height={height} render={render} onZoom={setZoom} />
      <p className="facts">
        {(zoom * 100).toFixed(1)} % · {width} × {height} px · {mode.replace(/(Color)?Mode$/, '')} ·{' '}
        {depth} bits
      </p>
    </>
  );
}
