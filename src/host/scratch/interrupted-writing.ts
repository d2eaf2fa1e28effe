import { sharingGate } from '../modal-scope';
import type { Photoshop } from '../vendor';

/** How a write to a scratch document ends in its middle. */
export type Interruption = 'error' | 'cancel';

/** What a write works with. */
export interface Writing {
  readonly photoshop: Photoshop;
  readonly signal: AbortSignal;
}

/**
 * The same Photoshop, in which a mask or a selection is taken and the write then ends: by an error, or by a cancel. So
 * what leaves the modal scope, and what Photoshop takes back for that, is real. Its scopes wait for all other ones of ours.
 */
export function interruptedWriting({ photoshop, signal }: Writing, by: Interruption): Writing {
  const canceller = new AbortController();
  const cancel = (): void => canceller.abort();
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  const interrupt = (): void => {
    if (by === 'error') throw new Error('Stopped by the check of this Photoshop');
    cancel();
  };
  const { app, core, action, constants } = photoshop;
  const imaging = interruptedImaging(photoshop, interrupt);
  const interrupted: Photoshop = { app, core, action, constants, imaging };
  sharingGate(photoshop, interrupted);
  return { photoshop: interrupted, signal: canceller.signal };
}

type Used =
  | 'createImageDataFromBuffer'
  | 'getPixels'
  | 'putPixels'
  | 'getLayerMask'
  | 'putLayerMask'
  | 'getSelection'
  | 'putSelection';

/** Made anew, name by name: what the module is made of, and whether it can be derived from, is said nowhere. */
function interruptedImaging({ imaging }: Photoshop, interrupt: () => void): Photoshop['imaging'] {
  type Imaging = Photoshop['imaging'];
  const used: Pick<Imaging, Used> = {
    createImageDataFromBuffer: (...given) => imaging.createImageDataFromBuffer(...given),
    getPixels: (...given) => imaging.getPixels(...given),
    putPixels: (...given) => imaging.putPixels(...given),
    getLayerMask: (...given) => imaging.getLayerMask(...given),
    getSelection: (...given) => imaging.getSelection(...given),
    putLayerMask: async (...given) => {
      await imaging.putLayerMask(...given);
      interrupt();
    },
    putSelection: async (...given) => {
      await imaging.putSelection(...given);
      interrupt();
    },
  };
  return used as Imaging;
}
