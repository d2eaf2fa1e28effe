import type { Photoshop } from './vendor';

/** Events after which the active document, its layers or its selection may be others. */
const EVENTS = ['select', 'open', 'close', 'make', 'set', 'delete', 'historyStateChanged'];
/** One click makes several events. */
const SETTLE_MS = 150;

/** Calls `onChange` a moment after something in Photoshop may have changed the target. */
export async function listenToPhotoshop(
  { action }: Photoshop,
  onChange: () => void,
): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hear = () => {
    clearTimeout(timer);
    timer = setTimeout(onChange, SETTLE_MS);
  };
  for (const event of EVENTS) {
    try {
      // One by one: a single name that this version does not know makes the whole call throw.
      await action.addNotificationListener([event], hear);
    } catch {
      // Without this event the panel learns of the change from another one, or from the next click.
    }
  }
}
