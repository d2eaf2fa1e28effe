import type { KeyboardEvent } from 'react';
import { Icon, type IconName } from './icons';
import { type Raster, RasterCanvas } from './raster-canvas';

export interface LayerRow {
  readonly id: number;
  readonly name: string;
  /** How deep the layer lies in groups. */
  readonly depth: number;
  readonly isBackground: boolean;
  readonly isVisible: boolean;
  readonly isLocked: boolean;
  readonly isSelected: boolean;
  /** Stands for layers that are not plain pixels: group, text, smart object … */
  readonly icon: IconName | undefined;
  readonly thumbnail: Raster | undefined;
  readonly mask: Raster | undefined;
}

interface LayersPanelProps {
  /** Topmost first. */
  readonly layers: readonly LayerRow[];
  readonly onSelect: (ids: readonly number[]) => void;
  readonly onDelete: (ids: readonly number[]) => void;
  readonly onConvertBackground: () => void;
  readonly onShow: (id: number, isVisible: boolean) => void;
}

/** The layers of the active document. Ctrl+click adds to the selection; Delete deletes it. */
export function LayersPanel({ layers, ...actions }: LayersPanelProps) {
  const selectedIds = layers.filter(({ isSelected }) => isSelected).map(({ id }) => id);
  const deleteSelected = () => actions.onDelete(selectedIds);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Delete' || event.key === 'Backspace') deleteSelected();
  };
  return (
    <section className="panel layers" aria-label="Layers" onKeyDown={onKeyDown}>
      <h2>Layers</h2>
      <ol>
        {layers.map((layer) => (
          <Row
            key={layer.id}
            layer={layer}
            onSelect={(adds) => actions.onSelect(selection(selectedIds, layer.id, adds))}
            onOpen={layer.isBackground ? actions.onConvertBackground : () => undefined}
            onToggle={() => actions.onShow(layer.id, !layer.isVisible)}
          />
        ))}
      </ol>
      <footer>
        <button type="button" disabled={selectedIds.length === 0} onClick={deleteSelected}>
          Delete layer
        </button>
      </footer>
    </section>
  );
}

interface RowProps {
  readonly layer: LayerRow;
  readonly onSelect: (adds: boolean) => void;
  readonly onOpen: () => void;
  readonly onToggle: () => void;
}

function Row({ layer, onSelect, onOpen, onToggle }: RowProps) {
  return (
    <li
      className="layer"
      data-selected={layer.isSelected || undefined}
      data-background={layer.isBackground || undefined}
    >
      <button
        type="button"
        className="eye"
        aria-pressed={layer.isVisible}
        aria-label={`Show ${layer.name}`}
        onClick={onToggle}
      >
        {layer.isVisible && <Icon name="eye" />}
      </button>
      <button
        type="button"
        className="name"
        aria-label={layer.name}
        aria-pressed={layer.isSelected}
        style={{ paddingLeft: layer.depth * 14 }}
        onClick={(event) => onSelect(event.ctrlKey || event.metaKey)}
        onDoubleClick={onOpen}
      >
        {layer.icon !== undefined && <Icon name={layer.icon} />}
        {layer.thumbnail !== undefined && (
          <RasterCanvas
            raster={layer.thumbnail}
            label={`Pixels of ${layer.name}`}
            className="pixels"
          />
        )}
        {layer.mask !== undefined && (
          <RasterCanvas
            raster={layer.mask}
            label={`Layer mask of ${layer.name}`}
            className="mask"
          />
        )}
        <span>{layer.name}</span>
      </button>
      <span className="lock">{layer.isLocked && <Icon name="lock" label="Locked" />}</span>
    </li>
  );
}

function selection(selected: readonly number[], id: number, adds: boolean): readonly number[] {
  if (!adds) return [id];
  return selected.includes(id) ? selected.filter((other) => other !== id) : [...selected, id];
}
