import type { Desk, DeskState } from './desk';
import { downloadPsd, pickFiles } from './files';
import { commandsOf, panelsOf } from './manifest';
import { THEMES } from './start-options';
import { TEST_DOCUMENTS } from './test-documents';
import type { Menu } from './ui/menu-bar';
import type { MenuItem } from './ui/menu-list';

/** The menu bar as it is now. */
export function createMenus(desk: Desk, { openPanels }: DeskState): readonly Menu[] {
  const { user } = desk.photoshop;
  const active = activeDocument(desk);
  return [
    { label: 'File', items: fileItems(desk) },
    {
      label: 'Edit',
      items: [
        { label: 'Undo', shortcut: 'Ctrl+Z', ...active((id) => user.undo(id)) },
        { label: 'Redo', shortcut: 'Shift+Ctrl+Z', ...active((id) => user.redo(id)) },
      ],
    },
    { label: 'Plugins', items: pluginItems(desk, openPanels) },
    { label: 'View', items: themeItems(desk) },
  ];
}

function fileItems(desk: Desk): readonly (MenuItem | null)[] {
  const { user } = desk.photoshop;
  const active = activeDocument(desk);
  return [
    { label: 'Open…', onChoose: () => pickFiles(desk) },
    null,
    ...TEST_DOCUMENTS.map((description) => ({
      label: `New: ${description.name}`,
      onChoose: () => desk.act(() => user.newDocument(description)),
    })),
    null,
    { label: 'Save as PSD', ...active((id) => void downloadPsd(desk, id)) },
    { label: 'Close', ...active((id) => user.closeDocument(id)) },
  ];
}

/** Makes a menu item's action out of a verb for the active document; disabled where none is open. */
function activeDocument(desk: Desk) {
  const id = desk.photoshop.inspect.activeDocumentId;
  return (verb: (id: number) => void): Pick<MenuItem, 'isDisabled' | 'onChoose'> => ({
    isDisabled: id === undefined,
    onChoose: () => desk.act(() => (id === undefined ? undefined : verb(id))),
  });
}

function pluginItems(desk: Desk, openPanels: readonly string[]): readonly (MenuItem | null)[] {
  const { name } = desk.manifest;
  return [
    ...panelsOf(desk.manifest).map(({ id, label }) => ({
      label: `${name}: ${label} panel`,
      isChecked: openPanels.includes(id),
      onChoose: () => (openPanels.includes(id) ? desk.closePanel(id) : desk.openPanel(id)),
    })),
    null,
    ...commandsOf(desk.manifest).map(({ id, label }) => ({
      label: `${name}: ${label}`,
      onChoose: () => void desk.runtime.runCommand(id),
    })),
  ];
}

function themeItems({ photoshop }: Desk): readonly MenuItem[] {
  return THEMES.map((theme) => ({
    label: `${theme} theme`.replace(/^./, (letter) => letter.toUpperCase()),
    isChecked: photoshop.inspect.theme() === theme,
    onChoose: () => photoshop.user.setTheme(theme),
  }));
}
