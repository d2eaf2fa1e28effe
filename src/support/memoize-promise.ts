/**
 * Remembers one promise per key, so that concurrent callers share one piece of work. A rejected promise is forgotten,
 * so that the next caller tries again.
 */
export class PromiseCache<K, V> {
  readonly #entries = new Map<K, Promise<V>>();

  get(key: K, create: () => Promise<V>): Promise<V> {
    const known = this.#entries.get(key);
    if (known) return known;
    const created = create();
    this.#entries.set(key, created);
    created.catch(() => {
      if (this.#entries.get(key) === created) this.#entries.delete(key);
    });
    return created;
  }

  delete(key: K): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }
}
