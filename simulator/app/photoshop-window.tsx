import { type DragEvent, useEffect } from 'react';
import { useStore } from 'zustand';
import { DocumentPanels } from './document-panels';
import { DocumentStage } from './document-stage';
import type { Desk } from './desk';
import { openFiles } from './files';
import { panelsOf } from './manifest';
import { createMenus } from './menus';
import { DocumentTabs } from './ui/document-tabs';
import { MenuBar } from './ui/menu-bar';
import { Notice } from './ui/notice';
import { PluginDock } from './ui/plugin-dock';
import { ProgressDialog } from './ui/progress-dialog';
import { StatusLine } from './ui/status-line';
import { useShortcuts } from './use-shortcuts';

/** The whole window of the simulated Photoshop. */
export function PhotoshopWindow({ desk }: { readonly desk: Desk }) {
  const { photoshop, manifest } = desk;
  const { inspect, user } = photoshop;
  const state = useStore(desk.state);
  const active = inspect.documents().find(({ id }) => id === inspect.activeDocumentId);
  const progress = inspect.progress();
  useShortcuts(desk);
  useTheme(inspect.theme());

  return (
    <main className="photoshop" {...dropTarget(desk)}>
      <MenuBar menus={createMenus(desk, state)} />
      <div className="desk">
        <div className="work">
          <DocumentTabs
            documents={inspect.documents()}
            activeId={active?.id}
            onActivate={(id) => desk.act(() => user.activate(id))}
            onClose={(id) => desk.act(() => user.closeDocument(id))}
          />
          <DocumentStage document={active} picture={state.picture} />
        </div>
        <div className="dock">
          {panelsOf(manifest).map((panel) => (
            <PluginDock
              key={panel.id}
              panel={panel}
              root={state.panelRoots[panel.id]}
              isOpen={state.openPanels.includes(panel.id)}
              onClose={() => desk.closePanel(panel.id)}
            />
          ))}
          <DocumentPanels desk={desk} document={active} picture={state.picture} />
        </div>
      </div>
      <StatusLine
        liveImageData={inspect.liveImageData()}
        modalDepth={inspect.openModalScopes()}
        violations={[...inspect.violations(), ...desk.runtime.violations()]}
      />
      {progress?.visible && (
        <ProgressDialog title={manifest.name} {...progress} onCancel={() => user.pressEscape()} />
      )}
      {state.notices[0] !== undefined && (
        <Notice text={state.notices[0]} onOk={desk.dismissNotice} />
      )}
    </main>
  );
}

function useTheme(theme: string): void {
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
}

function dropTarget(desk: Desk) {
  return {
    onDragOver: (event: DragEvent) => event.preventDefault(),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      void openFiles(desk, [...event.dataTransfer.files]);
    },
  };
}
