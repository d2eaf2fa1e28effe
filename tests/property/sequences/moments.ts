import type { HostMethod, SimulatedPhotoshop } from '../../../simulator';
import type { Desk } from '../../contract/host/desk';

/** What passes between page, host and Photoshop: a message of the bridge, or a call of Photoshop that is about to be made. */
export interface Moment {
  readonly number: number;
  readonly isCall: boolean;
  /** No scope of the plugin is open, and so a person can work. */
  readonly isFree: boolean;
}

const METHODS: readonly HostMethod[] = [
  ...(['executeAsModal', 'suspendHistory', 'resumeHistory', 'batchPlay', 'getPixels'] as const),
  ...(['putPixels', 'getLayerMask', 'putLayerMask', 'getSelection', 'putSelection'] as const),
  ...(['saveSelection', 'deselect', 'createPixelLayer', 'createLayerGroup', 'duplicate'] as const),
  ...(['duplicateLayer', 'rasterize', 'changeMode', 'createImageDataFromBuffer'] as const),
  'getData',
];

/** Tells of every moment until the returned function is called. What `onMoment` throws, a call of Photoshop fails with. */
export function watchMoments(desk: Desk, onMoment: (moment: Moment) => void): () => void {
  const { photoshop } = desk;
  let number = 0;
  const tell = (isCall: boolean) => {
    onMoment({ number, isCall, isFree: isFree(photoshop) });
    number += 1;
  };
  desk.tamper = (text) => {
    tell(false);
    return text;
  };
  const withdrawals = METHODS.map((method) =>
    photoshop.faults.beforeCall(method, () => tell(true)),
  );
  return () => {
    desk.tamper = (text) => text;
    for (const withdraw of withdrawals) withdraw();
  };
}

function isFree({ inspect }: SimulatedPhotoshop): boolean {
  return inspect.openModalScopes() === 0;
}
