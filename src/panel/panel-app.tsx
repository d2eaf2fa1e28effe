import { Provider } from '@adobe/react-spectrum/Provider';
import { useStore } from 'zustand';
import { DiagnosticsDialog } from './diagnostics-dialog';
import { DialogView } from './dialog-view';
import { DisconnectedView } from './disconnected-view';
import { PanelView } from './panel-view';
import type { PanelController } from './panel-controller';
import type { PanelState } from './panel-state';
import { THEMES } from './themes';
import './panel.css';

export function PanelApp({ controller }: { readonly controller: PanelController }) {
  const state = useStore(controller.store);
  return (
    <Provider {...THEMES[state.theme]} scale="medium" locale="en-US" UNSAFE_className="surface">
      <main className="panel">{viewOf(state, controller)}</main>
    </Provider>
  );
}

function viewOf(state: PanelState, controller: PanelController) {
  switch (state.kind) {
    case 'starting':
      return (
        <p className="quiet appears-late" role="status">
          Connecting to Photoshop…
        </p>
      );
    case 'disconnected':
      return <DisconnectedView error={state.error} onRetry={() => void controller.start()} />;
    case 'ready': {
      const { surface, command } = state.jobs.environment;
      if (surface === 'panel' || command === 'none')
        return <PanelView state={state} controller={controller} />;
      return command === 'diagnostics' ? (
        <DiagnosticsDialog state={state} controller={controller} />
      ) : (
        <DialogView state={state} controller={controller} />
      );
    }
  }
}
