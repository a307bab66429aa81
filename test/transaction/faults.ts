import type * as fs from "node:fs";

/** What a process was doing when it was killed: nothing that it does afterwards has any effect. */
class Killed extends Error {}

type Fault = "kill" | "disk full";

interface State {
  fault: Fault | undefined;
  /** How many steps succeed before it. */
  left: number;
  steps: number;
}

const state: State = { fault: undefined, left: 0, steps: 0 };

/** Steps that need room on the disk; the others succeed on a full one. */
const needsRoom = new Set([
  "openSync",
  "writeFileSync",
  "mkdirSync",
  "mkdtempSync",
  "fsyncSync",
  "cpSync",
]);

const steps = [
  ...needsRoom,
  "fchmodSync",
  "renameSync",
  "unlinkSync",
  "rmdirSync",
  "rmSync",
] as const;

/**
 * `node:fs` with every step that changes something counted, and one of them failing as {@link withFault} says. For
 * `vi.mock("node:fs", ...)`.
 */
export function faulty(real: typeof fs): Record<string, unknown> {
  const wrapped: Record<string, unknown> = { ...real };
  for (const name of steps) {
    const original = real[name as keyof typeof fs] as (...values: unknown[]) => unknown;
    wrapped[name] = (...values: unknown[]) => {
      if (name === "openSync" && isReading(values[1])) return original(...values);
      step(name, values, real);
      return original(...values);
    };
  }
  return { ...wrapped, default: wrapped };
}

function isReading(flags: unknown): boolean {
  return flags === undefined || flags === "r" || typeof flags === "number";
}

function step(name: string, values: readonly unknown[], real: typeof fs): void {
  state.steps++;
  if (state.fault === undefined || state.left-- > 0) return;
  if (state.fault === "disk full" && !needsRoom.has(name)) return;
  // Half of what was to be written is there.
  if (name === "writeFileSync" && state.left === -1) {
    const [file, content] = values as [number | string, string | Uint8Array];
    const half = typeof content === "string" ? content.slice(0, content.length / 2) : content;
    real.writeFileSync(file, half);
  }
  if (state.fault === "kill") throw new Killed();
  throw Object.assign(new Error("ENOSPC: no space left on device"), {
    code: "ENOSPC",
    syscall: "write",
  });
}

/**
 * Runs something that is killed, or whose disk is full, after so many steps.
 *
 * @returns how many steps it took, and whether it came to its end
 */
export async function withFault(
  fault: Fault | undefined,
  after: number,
  work: () => Promise<unknown>,
): Promise<{ readonly steps: number; readonly ended: boolean }> {
  Object.assign(state, { fault, left: after, steps: 0 });
  try {
    await work();
    return { steps: state.steps, ended: fault === undefined || state.steps <= after };
  } catch (thrown) {
    if (fault === undefined) throw thrown;
    return { steps: state.steps, ended: false };
  } finally {
    state.fault = undefined;
  }
}
