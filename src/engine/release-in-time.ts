import { answerWithin } from './answer-within';
import type { NetworkSession } from './ort';

const RELEASE_MS = 5000;

/** Best effort, for what has failed: the outcome stands, and a device in trouble may refuse to let go, or never answer. */
export async function releaseInTime(session: Pick<NetworkSession, 'release'>): Promise<void> {
  await answerWithin(session.release(), RELEASE_MS).catch(() => undefined);
}
