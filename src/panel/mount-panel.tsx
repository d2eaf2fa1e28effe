import { createRoot } from 'react-dom/client';
import type { PanelController } from './panel-controller';
import { PanelApp } from './panel-app';

export function mountPanel(root: Element, controller: PanelController): void {
  createRoot(root).render(<PanelApp controller={controller} />);
}
