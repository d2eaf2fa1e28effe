import { useEffect, useRef } from 'react';

export interface Raster {
  readonly width: number;
  readonly height: number;
  /** RGBA, straight alpha. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

interface RasterCanvasProps {
  readonly raster: Raster;
  readonly label: string;
  readonly className?: string;
  /** CSS px; the raster's own size where absent. */
  readonly width?: number;
  readonly height?: number;
}

/** Shows pixels. The canvas is transparent where they are. */
export function RasterCanvas({ raster, label, ...box }: RasterCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, pixels } = raster;
  useEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  }, [pixels, width, height]);
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={label}
      className={box.className}
      width={width}
      height={height}
      style={{ width: box.width, height: box.height }}
    />
  );
}
