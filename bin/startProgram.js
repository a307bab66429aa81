const { existsSync, readdirSync } = require("node:fs");
const { createRequire } = require("node:module");
const { dirname, join } = require("node:path");
const { pathToFileURL } = require("node:url");
const { runKeptScript } = require("./keptScript.js");

const folder = join(__dirname, "../dist/program");

/**
 * Runs the program, which is one script.
 *
 * @param command what was asked for: bytecode is kept anew when a command uses more of the program than it ever did
 * @returns what the program exports
 */
function startProgram(command = "") {
  const [name] = readdirSync(folder);
  const program = join(folder, name);
  // Each of its modules asks for Node's when it is first used: their number tells how much of the program was.
  let used = 0;
  const requireThere = createRequire(program);
  const countingRequire = (module) => {
    used++;
    return requireThere(module);
  };
  const note = (before = {}) =>
    used > (before[command] ?? 0) ? { ...before, [command]: used } : before;
  const start = runKeptScript(program, keptFolder(), "program", note);
  const fromOutside = {
    importModule: (url) => import(url),
    // A compiled schema is where its bytecode may be.
    runScript: (path) => runKeptScript(path, dirname(path), "schema"),
  };
  const made = { exports: {} };
  start(countingRequire, made, pathToFileURL(program).href, fromOutside);
  return made.exports;
}

/** In the nearest node_modules, as a project's cache (`src/load/cache.ts`). */
function keptFolder() {
  const cache = "node_modules/.cache/terraloom";
  const root = dirname(__dirname);
  for (let folder = root; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "node_modules"))) return join(folder, cache);
    if (folder === dirname(folder)) return join(root, cache);
  }
}

module.exports = { startProgram };
