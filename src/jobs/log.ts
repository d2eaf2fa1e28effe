/** As many lines as are kept; older ones go. */
const MOST_LINES = 200;
/** Characters of one line: a runtime may put a page into one message. */
const MOST_OF_LINE = 400;

export interface LogOptions {
  /** Milliseconds since the start of the page. */
  readonly now?: () => number;
  /** Gets each line as well, as it is added. */
  readonly write?: (line: string) => void;
}

/**
 * What happened in this page, as plain lines with the time since its start. Facts only: never pixels, names of documents
 * or paths. What looks like one of these in another program's message is taken out.
 */
export class Log {
  readonly #now: () => number;
  readonly #write: (line: string) => void;
  readonly #listeners = new Set<() => void>();
  #lines: readonly string[] = [];

  constructor({ now = () => performance.now(), write = () => undefined }: LogOptions = {}) {
    this.#now = now;
    this.#write = write;
  }

  /** The oldest first; another array after each line. */
  get lines(): readonly string[] {
    return this.#lines;
  }

  add(text: string): void {
    const line = `${(this.#now() / 1000).toFixed(2)} s: ${redact(text).slice(0, MOST_OF_LINE)}`;
    this.#lines = [...this.#lines, line].slice(-MOST_LINES);
    this.#write(line);
    for (const listener of this.#listeners) listener();
  }

  /** Calls `listener` after each line until the returned function is called. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}

/** One line, without what may name a person's files. */
export function redact(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return PRIVATE.reduce((shown, [what, instead]) => shown.replace(what, instead), line);
}

/**
 * Names in quotes first, and addresses, which have no blanks. Then paths, with all that follows: where a name with blanks
 * ends cannot be told. Then files that pictures are kept in.
 */
const PRIVATE: readonly (readonly [RegExp, string])[] = [
  [/“[^”]*”|"[^"]*"|«[^»]*»/g, '(name)'],
  [/\b(?:file|blob|data):[^\s)]+/gi, '(path)'],
  [/(?:\b[a-z]:|\\)\\.*$/i, '(path) and what followed'],
  [/(?:\b[a-z]:|(?<![\w.)])~?)\/(?:[^/:)]+\/)+.*$/i, '(path) and what followed'],
  [
    /[^\s/(:]+\.(?:psd|psb|jpe?g|png|tiff?|webp|avif|gif|heic|dng|raw|cr[23]|nef|arw|bmp)\b/gi,
    '(name)',
  ],
];
