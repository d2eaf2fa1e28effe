import { withDocumentInFront } from '../in-front';
import type { Document, Photoshop } from '../vendor';
import { inOneStep, type Step } from './in-one-step';
import { putSelection, readSelection } from './selection';

/** As the Channels panel shows it. */
const CHANNEL_NAME = 'Offcut';

/**
 * Saves the mask as an alpha channel, in place of one that we saved before. Only a selection can be saved, so it is one for
 * a moment; what a person has selected is selected again afterwards. @throws as inOneStep
 */
export function saveChannel(
  photoshop: Photoshop,
  step: Step & { readonly grey: Uint8Array },
  signal: AbortSignal,
): Promise<void> {
  const { extent } = step.target;
  return inOneStep(photoshop, step, signal, ({ document }, { twice, throwIfCancelled }) =>
    withDocumentInFront(photoshop, document, async () => {
      const before = await twice(() => readSelection(photoshop, document, extent));
      await twice(() => putSelection(photoshop, document, extent, step.grey));
      throwIfCancelled();
      await twice(() => saveSelection(document));
      if (before) await twice(() => putSelection(photoshop, document, extent, before));
      else await document.selection.deselect();
    }),
  );
}

async function saveSelection({ channels, selection }: Document): Promise<void> {
  const saved = [...channels].find(({ name }) => name === CHANNEL_NAME);
  if (saved) await selection.saveTo(saved);
  else await selection.save(CHANNEL_NAME);
}
