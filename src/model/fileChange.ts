/** A change of one file. */
export interface FileChange {
  /** Relative to the project's root, with `/`. */
  readonly path: string;
  /** Its content when the change was computed; absent: it did not exist. */
  readonly before?: string | Uint8Array | undefined;
  /** Its new content; absent: it is removed. Often a getter that computes it. */
  readonly after?: string | Uint8Array | undefined;
  /** The SHA-256 of its new content, if known. */
  readonly hash?: string;
  /** Whether it will be executable; absent: as it was. */
  readonly executable?: boolean | undefined;
  /** Whether it is handwritten: then it is compared again before it is replaced, and flushed to disk. */
  readonly source?: boolean;
}
