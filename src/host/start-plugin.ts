import { messageFor, toOffcutError } from '../support';
import { MENU_COMMANDS, runMenuCommand } from './commands';
import { CommandDialog } from './dialog';
import { DockedPanel } from './docked-panel';
import { readTheme } from './environment';
import { listenToPhotoshop } from './notifications';
import type { HostParts, Surface } from './surface';

/** Id of the manifest's panel. */
const PANEL_ID = 'offcutPanel';

/**
 * Registers the entry points; Photoshop expects that within 20 ms of the plugin's start, and once. Handlers only
 * schedule: one that takes 300 ms counts as timed out.
 */
export function startPlugin(parts: HostParts): void {
  const { vendor, ui } = parts;
  const panel = new DockedPanel(parts);
  const dialog = new CommandDialog(parts);
  const openPanel = (root: HTMLElement) => later(() => panel.open(root));
  vendor.uxp.entrypoints.setup({
    panels: { [PANEL_ID]: { create: openPanel, show: openPanel } },
    commands: Object.fromEntries(
      Object.entries(MENU_COMMANDS).map(([id, command]) => [
        id,
        { run: () => later(() => runMenuCommand(command, { panel, dialog })) },
      ]),
    ),
  });
  const tellPages: Surface['tell'] = (call) => {
    for (const { surface } of [panel, dialog]) surface?.tell(call);
  };
  later(() =>
    listenToPhotoshop(vendor.photoshop, () => tellPages((page) => page.call('targetChanged', {}))),
  );
  ui.document.theme?.onUpdated?.addListener(() => {
    tellPages((page) => page.call('themeChanged', { theme: readTheme(ui.document) }));
  });

  function later(work: () => unknown): void {
    setTimeout(() => {
      Promise.resolve()
        .then(work)
        .catch((error: unknown) => {
          const { summary, nextStep } = messageFor(toOffcutError(error));
          return vendor.photoshop.core.showAlert({ message: `Offcut: ${summary} ${nextStep}` });
        });
    }, 0);
  }
}
