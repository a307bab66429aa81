import type { Progress } from "../model/progress.ts";
import type { Io } from "./command.ts";

/** How long a run may take before a person wants to know that it works, and between two looks, in milliseconds. */
const patience = 500;
const interval = 100;

/** Shows the progress of work in a terminal, also while it reports none. */
export async function withProgress<T>(
  { stderr }: Io,
  work: (progress: Progress) => Promise<T>,
): Promise<T> {
  let next = Date.now() + patience;
  let shown = false;
  let last: Parameters<Progress> | undefined;
  const progress: Progress = (...told) => {
    last = told;
    const now = Date.now();
    if (!stderr.isTTY || now < next) return;
    next = now + interval;
    shown = true;
    const [stage, done, total] = told;
    stderr.write(`\r\x1b[K${stage}: ${done} of ${total}`);
  };
  const again = setInterval(() => last && progress(...last), 2 * interval);
  try {
    return await work(progress);
  } finally {
    clearInterval(again);
    if (shown) stderr.write("\r\x1b[K");
  }
}
