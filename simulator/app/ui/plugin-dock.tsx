import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import type { PanelEntry } from '../manifest';
import { useExtent } from './use-extent';

const KEY_STEP = 10;

interface PluginDockProps {
  readonly panel: PanelEntry;
  /** The panel's own element. It stays in the page while the panel is closed: moving it would reload its webview. */
  readonly root: HTMLElement | undefined;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/**
 * The plugin's panel in the dock: it starts at the manifest's docked width, takes the height that is free, as the last
 * panel of a dock does, and resizes between the manifest's limits.
 */
export function PluginDock({ panel, root, isOpen, onClose }: PluginDockProps) {
  const [width, setWidth] = useState(panel.preferred.width);
  const [height, setHeight] = useState<number>();
  const place = useRef<HTMLDivElement>(null);
  const extent = useExtent(place);
  useEffect(() => {
    if (root !== undefined && root.parentElement !== place.current) place.current?.append(root);
  }, [root]);

  return (
    <section
      className="plugin-panel"
      aria-label={panel.label}
      hidden={!isOpen}
      data-fills={height === undefined || undefined}
    >
      <Edge
        label="Panel width"
        className="edge"
        value={width}
        onMove={(x) => setWidth((own) => clamp(own - x, panel.minimum.width, panel.maximum.width))}
      />
      <header className="titled">
        <h2>{panel.label}</h2>
        <button type="button" aria-label={`Close the ${panel.label} panel`} onClick={onClose}>
          ✕
        </button>
      </header>
      <div
        className="root"
        ref={place}
        style={{ width, height, minHeight: panel.minimum.height, maxHeight: panel.maximum.height }}
      />
      <Edge
        label="Panel height"
        className="edge bottom"
        value={Math.round(extent.height)}
        onMove={(_x, y) =>
          // Moves come faster than the place is measured.
          setHeight((own = extent.height) =>
            clamp(own + y, panel.minimum.height, panel.maximum.height),
          )
        }
      />
    </section>
  );
}

interface EdgeProps {
  readonly label: string;
  readonly className: string;
  readonly value: number;
  /** How far, in CSS px, the edge was moved to the right and down. */
  readonly onMove: (x: number, y: number) => void;
}

function Edge({ label, className, value, onMove }: EdgeProps) {
  const last = useRef<{ x: number; y: number }>(undefined);
  const start = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    last.current = { x: event.clientX, y: event.clientY };
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    if (last.current === undefined) return;
    onMove(event.clientX - last.current.x, event.clientY - last.current.y);
    last.current = { x: event.clientX, y: event.clientY };
  };
  const press = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onMove(step[0], step[1]);
  };
  return (
    <div
      className={className}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-valuenow={value}
      aria-orientation={className === 'edge' ? 'vertical' : 'horizontal'}
      onPointerDown={start}
      onPointerMove={move}
      onPointerUp={() => (last.current = undefined)}
      onKeyDown={press}
    />
  );
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-KEY_STEP, 0],
  ArrowRight: [KEY_STEP, 0],
  ArrowUp: [0, -KEY_STEP],
  ArrowDown: [0, KEY_STEP],
};

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
