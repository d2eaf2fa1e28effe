import { Disclosure, DisclosurePanel, DisclosureTitle } from '@adobe/react-spectrum/Accordion';
import { useState } from 'react';
import type { Jobs } from '../jobs';
import type { ComputerController } from './computer-controller';
import { ComputerTestView } from './computer-test-view';
import { LastDevice } from './last-device';
import { LogView } from './log-view';
import { isTesting, type ComputerView } from './panel-state';
import { UnloadChoice } from './unload-choice';

interface ThisComputerProps {
  readonly view: ComputerView;
  readonly log: Jobs['log'];
  /** A removal runs: a test must wait. */
  readonly isBusy: boolean;
  readonly controller: ComputerController;
}

/** What runs here and why, and what happened. Closed until a person wants to know; a running test keeps it open. */
export function ThisComputer({ view, log, isBusy, controller }: ThisComputerProps) {
  const [isWanted, setIsWanted] = useState(false);
  const isOpen = isWanted || isTesting(view.test);
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
            isBusy={isBusy}
            onTest={() => void controller.test()}
            onCancel={() => controller.cancelTest()}
          />
          <UnloadChoice
            minutes={view.unloadAfterMinutes}
            onChoose={(minutes) => controller.changeUnloadAfter(minutes)}
          />
          <LogView log={log} isOpen={isOpen} />
        </div>
      </DisclosurePanel>
    </Disclosure>
  );
}
