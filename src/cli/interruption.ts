const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Does work that ends by itself, and leaves nothing half done, where somebody wants the program to end: by SIGINT (Ctrl-C),
 * SIGTERM or SIGHUP.
 *
 * @param work is given one signal for all of these
 */
export async function withInterruption<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  for (const name of signals) process.on(name, stop);
  try {
    return await work(controller.signal);
  } finally {
    for (const name of signals) process.removeListener(name, stop);
  }
}
