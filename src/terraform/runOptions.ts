export interface RunOptions {
  /** How many run at once. */
  readonly concurrency: number;
  /** How long one may take, in milliseconds. */
  readonly timeout: number;
  /** Stops it; nothing is left behind. */
  readonly signal?: AbortSignal | undefined;
}
