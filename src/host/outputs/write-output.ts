import type { BackgroundPolicy } from '../background';
import { writeLayerMask } from '../layer-mask';
import type { PendingMask } from '../masks';
import type { MaskChoices } from '../mask-choices';
import type { Photoshop } from '../vendor';
import { inOneStep } from './in-one-step';
import { putSelection } from './selection';
import { saveChannel } from './save-channel';
import { writeCutOut } from './write-cut-out';

export interface OutputWrite {
  readonly historyName: string;
  readonly background: BackgroundPolicy;
  readonly choices: MaskChoices;
}

/**
 * Writes a finished mask as what it was begun for, in one undo step; whatever is thrown, the document is as it was.
 * @throws OffcutError `bridge-corrupt` when rows are missing, and as the single outputs do; AbortError.
 */
export async function writeOutput(
  photoshop: Photoshop,
  { target, buffer, output, colours }: PendingMask,
  { historyName, background, choices }: OutputWrite,
  signal: AbortSignal,
): Promise<void> {
  const write = { target, historyName, grey: buffer.finished() };
  switch (output.kind) {
    case 'mask':
      return writeLayerMask(photoshop, { ...write, background, choices }, signal);
    case 'selection':
      return inOneStep(photoshop, write, signal, ({ document }, { twice }) =>
        twice(() => putSelection(photoshop, document, target.extent, write.grey)),
      );
    case 'channel':
      return saveChannel(photoshop, write, signal);
    case 'cutout': {
      const cutOut = { ...write, background, colours: colours?.finished() ?? [] };
      return writeCutOut(photoshop, cutOut, signal);
    }
  }
}
