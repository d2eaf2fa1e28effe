import type { ProbeQuestion } from '../../bridge';
import type { ExecutionContext, ModalOptions, Photoshop, UxpFileSystem } from '../vendor';

/** What a probe may use. It touches no document but those that it makes itself. */
export interface ProbeScene {
  readonly photoshop: Photoshop;
  readonly fs: UxpFileSystem;
  /** What is known of the page's webview and of the plugin's own document, in plain words by subject. */
  readonly observe: () => PageObservations;
  readonly signal: AbortSignal;
}

/** Seen from the host's side of one page. Never a whole address: those hold a person's folders. */
export interface PageObservations {
  readonly surface: string;
  readonly messages: string;
  readonly addresses: string;
  readonly theme: string;
}

/** One question to Photoshop. What `ask` throws is an answer too. */
export interface HostProbe extends ProbeQuestion {
  /** The answer in plain words: figures and Photoshop's own messages, never names of a person's documents. */
  readonly ask: (scene: ProbeScene) => Promise<string>;
}

/** Runs `body` in a modal scope of its own, with nothing of ours between: what Photoshop throws comes out as it is. */
export function inModalScope<T>(
  { photoshop }: Pick<ProbeScene, 'photoshop'>,
  body: (context: ExecutionContext) => Promise<T>,
): Promise<T> {
  const options: ModalOptions = { commandName: 'Offcut Diagnostics', timeOut: 3 };
  return photoshop.core.executeAsModal(body, options);
}

/** The outcome of `work`, or what it threw, in words: for probes that ask whether something is refused. */
export async function outcomeOf(work: () => Promise<string>): Promise<string> {
  try {
    return await work();
  } catch (error) {
    return `refused: ${wordsOf(error)}`;
  }
}

/** Name, message and Photoshop's number of whatever was thrown. */
export function wordsOf(error: unknown): string {
  const { name, message, number } = Object(error) as Readonly<Record<string, unknown>>;
  if (typeof message !== 'string') return String(error);
  const kind = typeof name === 'string' ? `${name}: ` : '';
  return typeof number === 'number' ? `${kind}${message} (number ${number})` : kind + message;
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Whole milliseconds since `start`, which `performance.now` gave. */
export function msSince(start: number): string {
  return `${Math.round(performance.now() - start)} ms`;
}
