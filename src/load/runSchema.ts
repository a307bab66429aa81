import { pathToFileURL } from "node:url";
import { callInTime, waitInTime } from "../schemaCode/timeLimit.ts";
import { provideSurroundings } from "./surroundings.ts";

/**
 * Runs a compiled schema.
 *
 * @param path the absolute path of the module: its default export is the schema's, or a function that gives it
 * @returns what the schema exports as its default
 * @throws Endless, and whatever the schema throws
 */
export async function runSchema(path: string): Promise<unknown> {
  provideSurroundings();
  // A schema that waits is run while it is imported; any other one when it is called.
  const module = await waitInTime(import(pathToFileURL(path).href));
  const exported: unknown = module.default;
  return typeof exported === "function" ? callInTime(exported as () => unknown) : exported;
}
