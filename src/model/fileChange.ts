/** What becomes of one file. */
export interface FileChange {
  /** Relative to the project's root, with `/`. */
  readonly path: string;
  /** What it was when the change was worked out; absent: it was not there. */
  readonly before?: string | Uint8Array | undefined;
  /** What it is to be; absent: it is removed. Often made again when it is asked for. */
  readonly after?: string | Uint8Array | undefined;
  /** The SHA-256 of what it is to be, where that is known. */
  readonly hash?: string;
  /** Whether it is to be a program; absent: what it was stays. */
  readonly executable?: boolean | undefined;
  /** Whether it is a person's work: compared once more before it is replaced, and on the disk before the run ends. */
  readonly source?: boolean;
}
