import { Disclosure, DisclosurePanel, DisclosureTitle } from '@adobe/react-spectrum/Accordion';
import { useState } from 'react';
import type { Jobs } from '../jobs';
import { ComputerTestView } from './computer-test-view';
import { DiagnosticsSection } from './diagnostics-section';
import { isAsking, type DiagnosticsView } from './diagnostics-state';
import { LastDevice } from './last-device';
import { LogView } from './log-view';
import type { PanelController } from './panel-controller';
import { isTesting, type ComputerView } from './panel-state';
import { UnloadChoice } from './unload-choice';

interface ThisComputerProps {
  readonly view: ComputerView;
  readonly log: Jobs['log'];
  readonly diagnostics: DiagnosticsView;
  /** A removal runs: a test and the diagnostics must wait. */
  readonly isBusy: boolean;
  readonly controllers: Pick<PanelController, 'computer' | 'diagnostics'>;
}

/** What runs here and why, and what happened. Closed until a person wants to know; a running test keeps it open. */
export function ThisComputer({ view, log, diagnostics, isBusy, controllers }: ThisComputerProps) {
  const [isWanted, setIsWanted] = useState(false);
  const { computer } = controllers;
  const isOpen = isWanted || isTesting(view.test) || isAsking(diagnostics);
  // Diagnostics that the menu began: their answers must not vanish with their end.
  if (isAsking(diagnostics) && !isWanted) setIsWanted(true);
  return (
    <Disclosure
      isQuiet
      isExpanded={isOpen}
      onExpandedChange={setIsWanted}
      UNSAFE_className="computer"
    >
      <DisclosureTitle level={2}>This computer</DisclosureTitle>
      <DisclosurePanel>
        <div className="computer-content">
          <LastDevice view={view} />
          <ComputerTestView
            view={view.test}
            isBusy={isBusy || isAsking(diagnostics)}
            onTest={() => void computer.test()}
            onCancel={() => computer.cancelTest()}
          />
          <UnloadChoice
            minutes={view.unloadAfterMinutes}
            onChoose={(minutes) => computer.changeUnloadAfter(minutes)}
          />
          <DiagnosticsSection
            view={diagnostics}
            isBusy={isBusy || isTesting(view.test)}
            controller={controllers.diagnostics}
          />
          <LogView log={log} isOpen={isOpen} />
        </div>
      </DisclosurePanel>
    </Disclosure>
  );
}
