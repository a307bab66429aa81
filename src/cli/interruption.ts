/** SIGINT (Ctrl-C), SIGTERM and SIGHUP as one signal: the program then ends by itself, and leaves nothing half done. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Does what the signals do. */
  readonly stop: () => void;
  /** The signals do again what they do by themselves. */
  readonly release: () => void;
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Waits for whoever wants the program to end. */
export function interruption(): Interruption {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  for (const name of signals) process.on(name, stop);
  return {
    signal: controller.signal,
    stop,
    release() {
      for (const name of signals) process.removeListener(name, stop);
    },
  };
}
