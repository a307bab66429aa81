import { noProgress, type Progress } from "../model/progress.ts";
import type { Io } from "./command.ts";

/** How long a run may take before a person wants to know that it works, and between two looks, in milliseconds. */
const patience = 500;
const interval = 100;

/** Shows the progress of work in a terminal, also while it reports none. */
export async function withProgress<T>(
  io: Io,
  work: (progress: Progress) => Promise<T>,
): Promise<T> {
  const { progress, clear } = progressLine(io);
  let last: Parameters<Progress> | undefined;
  const again = setInterval(() => last && progress(...last), 2 * interval);
  try {
    return await work((...told) => {
      last = told;
      progress(...told);
    });
  } finally {
    clearInterval(again);
    clear();
  }
}

/** A line that tells how far a long run has come, in a terminal only. */
export function progressLine({ stderr }: Io): {
  readonly progress: Progress;
  readonly clear: () => void;
} {
  if (!stderr.isTTY) return { progress: noProgress, clear: () => {} };
  let next = Date.now() + patience;
  let shown = false;
  return {
    progress(stage, done, total) {
      const now = Date.now();
      if (now < next) return;
      next = now + interval;
      shown = true;
      stderr.write(`\r\x1b[K${stage}: ${done} of ${total}`);
    },
    clear() {
      if (shown) stderr.write("\r\x1b[K");
      shown = false;
    },
  };
}
