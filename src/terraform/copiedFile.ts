export interface CopiedFile {
  /** Relative to the repository; below the output folder. */
  readonly path: string;
  /** Absent: the copy has no such file. */
  readonly after?: string | Uint8Array | undefined;
}
