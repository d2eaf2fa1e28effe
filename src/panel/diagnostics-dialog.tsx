import { Button } from '@adobe/react-spectrum/Button';
import { DiagnosticsSection } from './diagnostics-section';
import { isAsking } from './diagnostics-state';
import type { PanelController } from './panel-controller';
import type { ReadyState } from './panel-state';

interface DiagnosticsDialogProps {
  readonly state: ReadyState;
  readonly controller: PanelController;
}

/** The menu command's own window where no panel is open; it stays until the report has been taken. */
export function DiagnosticsDialog({ state, controller }: DiagnosticsDialogProps) {
  const { diagnostics } = state;
  return (
    <>
      <DiagnosticsSection view={diagnostics} isBusy={false} controller={controller.diagnostics} />
      {isAsking(diagnostics) ? null : (
        <div className="foot choices">
          <Button
            UNSAFE_className="button"
            variant="secondary"
            onPress={() => void controller.closeDialog()}
          >
            Close
          </Button>
        </div>
      )}
    </>
  );
}
