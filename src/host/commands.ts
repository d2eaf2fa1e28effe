import type { Command } from '../bridge';
import type { CommandDialog } from './dialog';
import type { DockedPanel } from './docked-panel';

/** Ids of the manifest's commands. */
export const MENU_COMMANDS: Readonly<Record<string, Command>> = {
  removeBackground: 'remove-background',
  removeBackgroundAllDocuments: 'remove-background-all-documents',
  diagnostics: 'diagnostics',
};

/** Has the panel's page run a menu command; where there is none, or it is hidden, busy or silent, a dialog runs it. */
export async function runMenuCommand(
  command: Command,
  { panel, dialog }: { readonly panel: DockedPanel; readonly dialog: CommandDialog },
): Promise<void> {
  if (!(await isTakenByPanel(panel, command))) await dialog.run(command);
}

async function isTakenByPanel(
  { surface, isShown }: DockedPanel,
  command: Command,
): Promise<boolean> {
  // A hidden page lives on, but nobody would see how the command ends.
  if (!isShown || !surface?.link.isConnected()) return false;
  try {
    const { accepted } = await surface.link.page.call('runCommand', { command });
    return accepted;
  } catch {
    // A page that does not answer within a second cannot be relied on; the dialog brings its own.
    return false;
  }
}
