import { pathToFileURL } from "node:url";
import { Script } from "node:vm";
import { provideSurroundings } from "./surroundings.ts";

/** The variable of the process's environment that sets how long a schema may take. */
export const timeLimitVariable = "TERRALOOM_SCHEMA_SECONDS";

/** A schema that did not come to its end. */
export class SchemaEndless extends Error {
  readonly seconds: number;

  constructor(seconds: number) {
    super(`the schema is not done after ${seconds} s`);
    this.seconds = seconds;
  }
}

/**
 * Runs a compiled schema.
 *
 * @param path the absolute path of the module: its default export is the schema's, or a function that gives it
 * @returns what the schema exports as its default
 * @throws SchemaEndless, and whatever the schema throws
 */
export async function runSchema(path: string): Promise<unknown> {
  const seconds = Number(process.env[timeLimitVariable]) || 30;
  provideSurroundings();
  // A schema that waits is run while it is imported; any other one when it is called.
  const module = await within(seconds, import(pathToFileURL(path).href));
  const exported: unknown = module.default;
  return typeof exported === "function" ? callWithin(seconds, exported as () => unknown) : exported;
}

async function within<T>(seconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new SchemaEndless(seconds)), seconds * 1000);
  });
  try {
    return await Promise.race([work, end]);
  } finally {
    clearTimeout(timer);
  }
}

const key = "terraloom.call";
const script = new Script(`globalThis[Symbol.for("${key}")]()`);

/** Calls a function that may never return: only a script can be interrupted. */
function callWithin<T>(seconds: number, call: () => T): T {
  Object.assign(globalThis, { [Symbol.for(key)]: call });
  try {
    return script.runInThisContext({ timeout: seconds * 1000 }) as T;
  } catch (thrown) {
    const isOver =
      (thrown as NodeJS.ErrnoException | undefined)?.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
    throw isOver ? new SchemaEndless(seconds) : thrown;
  }
}
