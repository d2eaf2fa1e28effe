import { useMemo } from 'react';
import type { DocumentView } from '../api';
import type { Desk, Picture } from './desk';
import { layerRows } from './layer-rows';
import { HistoryPanel } from './ui/history-panel';
import { LayersPanel } from './ui/layers-panel';

interface DocumentPanelsProps {
  readonly desk: Desk;
  readonly document: DocumentView | undefined;
  readonly picture: Picture;
}

/** History and Layers of the active document. */
export function DocumentPanels({ desk, document, picture }: DocumentPanelsProps) {
  const { user, inspect } = desk.photoshop;
  const id = document?.id;
  const rows = useMemo(() => layerRows(picture, id), [picture, id]);
  const history = id === undefined ? NO_HISTORY : inspect.history(id);
  const act = (verb: (documentId: number) => void) =>
    desk.act(() => (id === undefined ? undefined : verb(id)));
  return (
    <div className="column">
      <HistoryPanel
        {...history}
        onGoTo={(index) => act((documentId) => user.goToHistory(documentId, index))}
      />
      <LayersPanel
        layers={rows}
        onSelect={(ids) => act((documentId) => user.selectLayers(documentId, ids))}
        onDelete={(ids) =>
          act((documentId) => ids.forEach((layerId) => user.deleteLayer(documentId, layerId)))
        }
        onConvertBackground={() => act((documentId) => user.convertBackground(documentId))}
        onShow={(layerId, isVisible) =>
          act((documentId) => user.setVisible(documentId, layerId, isVisible))
        }
      />
    </div>
  );
}

const NO_HISTORY = { names: [], index: 0 };
