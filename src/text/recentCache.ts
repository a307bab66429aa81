/** A cache of between one and two times `most` entries: those that were used recently. */
export class RecentCache<Key, Result> {
  #young = new Map<Key, Result>();
  #old = new Map<Key, Result>();

  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get(key: Key): Result | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: Key, result: Result): void {
    if (this.#young.size >= this.#most) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, result);
  }
}
