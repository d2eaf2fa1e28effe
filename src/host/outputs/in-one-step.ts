import { withActiveKept } from '../active';
import { requireUnchanged, type MaskTarget } from '../layer-mask';
import type { ModalScope } from '../modal-scope';
import type { UsableLayer } from '../target';
import type { Photoshop } from '../vendor';

export interface Step {
  readonly target: MaskTarget;
  /** Of the one undo step. */
  readonly historyName: string;
}

/**
 * Runs `change` on the target as it is now, in one undo step. Whatever is thrown, the document is as it was: the throw
 * leaves the modal scope, and Photoshop rolls the suspended history back.
 * @throws OffcutError of the target, `document-changed`, `host-busy`, `host-failed`; AbortError.
 */
export function inOneStep(
  photoshop: Photoshop,
  { target, historyName }: Step,
  signal: AbortSignal,
  change: (usable: UsableLayer, scope: ModalScope) => Promise<void>,
): Promise<void> {
  const request = { commandName: historyName, signal, documentId: target.documentId };
  return withActiveKept(photoshop, request, async (scope) => {
    const usable = requireUnchanged(photoshop, target);
    const { hostControl, throwIfCancelled } = scope;
    const { documentId: documentID } = target;
    const suspension = await hostControl.suspendHistory({ documentID, name: historyName });
    await change(usable, scope);
    throwIfCancelled();
    await hostControl.resumeHistory(suspension);
  });
}
