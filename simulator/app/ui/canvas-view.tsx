import { useEffect, useMemo, useRef } from 'react';
import { type Raster, RasterCanvas } from './raster-canvas';
import { type Extent, useExtent } from './use-extent';

const MARGIN = 24;

interface CanvasViewProps {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** The document with its masks applied, scaled to the given pixels. Another function where the picture changed. */
  readonly render: (extent: Extent) => Raster | undefined;
  readonly onZoom: (zoom: number) => void;
}

/** The document over the transparency checkerboard, zoomed to fit. */
export function CanvasView({ name, width, height, render, onZoom }: CanvasViewProps) {
  const stage = useRef<HTMLDivElement>(null);
  const zoom = zoomToFit(useExtent(stage), { width, height });
  const raster = useMemo(() => {
    const factor = Math.min(1, zoom * devicePixelRatio);
    return zoom > 0 ? render(scaled({ width, height }, factor)) : undefined;
  }, [width, height, render, zoom]);
  useEffect(() => onZoom(zoom), [onZoom, zoom]);
  return (
    <div className="stage" ref={stage}>
      {raster !== undefined && (
        <RasterCanvas raster={raster} label={name} {...scaled({ width, height }, zoom)} />
      )}
    </div>
  );
}

function zoomToFit(stage: Extent, extent: Extent): number {
  const room = { width: stage.width - 2 * MARGIN, height: stage.height - 2 * MARGIN };
  return Math.max(0, Math.min(room.width / extent.width, room.height / extent.height));
}

function scaled({ width, height }: Extent, factor: number): Extent {
  return {
    width: Math.max(1, Math.round(width * factor)),
    height: Math.max(1, Math.round(height * factor)),
  };
}
