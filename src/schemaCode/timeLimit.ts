import { Script } from "node:vm";

/** The variable of the process's environment that sets how long code of a schema may take. */
export const timeLimitVariable = "TERRALOOM_SCHEMA_SECONDS";

/** How long it may take: what timers can count, and half a minute where nothing is said. */
export function timeLimit(): number {
  const said = Number(process.env[timeLimitVariable]);
  return said > 0 ? Math.min(Math.max(said, 0.001), 2_000_000) : 30;
}

/** Code that did not come to its end. */
export class Endless extends Error {
  readonly seconds: number;

  constructor(seconds: number) {
    super(`not done after ${seconds} s: ${timeLimitVariable} sets how many it may take`);
    this.seconds = seconds;
  }
}

/**
 * Waits for work no longer than it may take.
 *
 * @throws Endless
 */
export async function waitInTime<T>(work: Promise<T>): Promise<T> {
  const seconds = timeLimit();
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Endless(seconds)), seconds * 1000);
  });
  try {
    return await Promise.race([work, end]);
  } finally {
    clearTimeout(timer);
  }
}

const key = "terraloom.call";
const script = new Script(`globalThis[Symbol.for("${key}")]()`);
let isLimited = false;

/**
 * Calls a function that may never return; inside of another such call, as part of that one. What it interrupts runs
 * neither `catch` nor `finally`: only a script can be interrupted, and then as a whole.
 *
 * @throws Endless, and whatever the function throws
 */
export function callInTime<T>(call: () => T): T {
  if (isLimited) return call();
  const seconds = timeLimit();
  Object.assign(globalThis, { [Symbol.for(key)]: call });
  isLimited = true;
  try {
    return script.runInThisContext({ timeout: Math.ceil(seconds * 1000) }) as T;
  } catch (thrown) {
    const isOver =
      (thrown as NodeJS.ErrnoException | undefined)?.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
    throw isOver ? new Endless(seconds) : thrown;
  } finally {
    isLimited = false;
  }
}
