import { useEffect } from 'react';
import type { Desk } from './desk';

/** Photoshop's keys: Ctrl+Z undoes, Shift+Ctrl+Z redoes (Cmd on a Mac), Esc cancels the modal scope. */
export function useShortcuts(desk: Desk): void {
  useEffect(() => {
    const { inspect, user } = desk.photoshop;
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape') user.pressEscape();
      const id = inspect.activeDocumentId;
      const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z';
      if (!isUndo || id === undefined) return;
      event.preventDefault();
      desk.act(() => (event.shiftKey ? user.redo(id) : user.undo(id)));
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [desk]);
}
