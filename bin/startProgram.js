import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runKeptScript } from "./keptScript.js";

const folder = new URL("../dist/program/", import.meta.url);

/**
 * Runs the program, which is one script.
 *
 * @param command what was asked for: bytecode is kept anew when a command uses more of the program than it ever did
 * @returns what the program exports
 */
export function startProgram(command = "") {
  const [name] = readdirSync(folder);
  const program = new URL(name, folder);
  // Each of its modules asks for Node's when it is first used: their number tells how much of the program was.
  let used = 0;
  const require = createRequire(program);
  const countingRequire = (module) => {
    used++;
    return require(module);
  };
  const note = (before = {}) =>
    used > (before[command] ?? 0) ? { ...before, [command]: used } : before;
  const start = runKeptScript(fileURLToPath(program), keptFolder(), "program", note);
  const fromOutside = {
    importModule: (url) => import(url),
    // A compiled schema is where its bytecode may be.
    runScript: (path) => runKeptScript(path, dirname(path), "schema"),
  };
  const module = { exports: {} };
  start(countingRequire, module, program.href, fromOutside);
  return module.exports;
}

/** In the nearest node_modules, where nothing is committed. */
function keptFolder() {
  const nearest = (place) =>
    existsSync(join(place, "node_modules")) || place === dirname(place)
      ? place
      : nearest(dirname(place));
  const root = nearest(fileURLToPath(new URL("..", import.meta.url)));
  return join(root, "node_modules/.cache/terraloom");
}
