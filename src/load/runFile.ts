import { readFileSync } from "node:fs";
import { Script } from "node:vm";

/*
 * The ways in which Node runs a file. The program that is built is a script, which has no `import()`, and it keeps the
 * bytecode of what it runs: there others stand for these, which `bin/startProgram.js` brings.
 */

/**
 * Imports a module.
 *
 * @param url the module's
 */
export function importModule(url: string): Promise<{ readonly default?: unknown }> {
  return import(url);
}

/**
 * Runs a script.
 *
 * @param path absolute
 * @returns its value
 */
export function runScript(path: string): unknown {
  return new Script(readFileSync(path, "utf8"), { filename: path }).runInThisContext();
}
