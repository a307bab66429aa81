const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** The functions to call, the latest first. */
const works = new Set<() => void>();

/**
 * Calls a function if a signal ends the process.
 *
 * @returns takes it back
 */
export function onSignal(work: () => void): () => void {
  if (works.size === 0) for (const signal of signals) process.once(signal, endBy);
  works.add(work);
  return () => {
    works.delete(work);
    if (works.size === 0) for (const signal of signals) process.off(signal, endBy);
  };
}

/** Ends the process as without a handler. */
function endBy(signal: NodeJS.Signals): void {
  for (const work of [...works].reverse()) work();
  for (const other of signals) process.off(other, endBy);
  process.kill(process.pid, signal);
}
