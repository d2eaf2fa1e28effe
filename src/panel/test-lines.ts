import type { ComputerTest, ProviderTest } from '../jobs';
import type { TestView } from './panel-state';
import { deviceName } from './report-lines';

/** One run of the network on its golden input, warm. */
export function timeOf({ runMs }: ProviderTest): string {
  return runMs === undefined ? '–' : `${Math.round(runMs)} ms`;
}

/** Whether the numbers are the network's. A provider may match and still not serve, where it is slower. */
export function agreementOf({ meanDifference, failure }: ProviderTest): string {
  if (meanDifference === undefined) return 'did not run';
  return failure?.code === 'wrong-numbers' ? `off by ${percentOf(meanDifference)}` : 'matches';
}

export function winnerLine({ winner }: ComputerTest): string {
  return `The ${deviceName(winner)} runs from now on.`;
}

/** What a screen reader says of a test; its error announces itself. */
export function testAnnouncement(view: TestView): string {
  switch (view.kind) {
    case 'untested':
      return view.wasCancelled ? 'Test cancelled' : '';
    case 'testing':
      return 'Testing this computer';
    case 'cancelling':
      return 'Cancelling';
    case 'tested':
      return `Test done. ${winnerLine(view.test)}`;
    case 'failed':
      return '';
  }
}

function percentOf(fraction: number): string {
  return `${(fraction * 100).toFixed(1)} %`;
}
