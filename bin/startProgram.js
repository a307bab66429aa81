import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { deserialize, serialize } from "node:v8";
import { Script } from "node:vm";

const folder = new URL("../dist/program/", import.meta.url);

/**
 * Runs the program, which is one script, from the bytecode that earlier runs have left: then V8 need not read and
 * compile it, which is most of what a short run does. It is kept where the compiled schema is; without it, and where it
 * is damaged or another Node's, the program runs all the same.
 *
 * @param command what was asked for: bytecode is kept anew when a command uses more of the program than it ever did
 * @returns what the program exports
 */
export function startProgram(command = "") {
  const [name] = readdirSync(folder);
  const program = new URL(name, folder);
  const path = keptPath(`${name}-${process.version}-${process.arch}`);
  const kept = readKept(path);
  const script = new Script(readFileSync(program, "utf8"), {
    filename: fileURLToPath(program),
    cachedData: kept?.bytecode,
  });
  // Each of its modules asks for Node's when it is first used: their number tells how much of the program was.
  let used = 0;
  const require = createRequire(program);
  const countingRequire = (module) => {
    used++;
    return require(module);
  };
  const module = { exports: {} };
  script.runInThisContext()(countingRequire, module, program.href, (url) => import(url));
  process.once("exit", (status) => {
    const before = script.cachedDataRejected === false ? kept.used : {};
    // A mistyped command is none.
    if (status === 1 || used <= (before[command] ?? 0)) return;
    keep(path, script, { ...before, [command]: used });
  });
  return module.exports;
}

/** In the nearest node_modules, where nothing is committed. */
function keptPath(name) {
  const nearest = (place) =>
    existsSync(join(place, "node_modules")) || place === dirname(place)
      ? place
      : nearest(dirname(place));
  const root = nearest(fileURLToPath(new URL("..", import.meta.url)));
  return join(root, "node_modules/.cache/terraloom", `${name}.bytecode`);
}

/** V8 trusts what it is given, so that damage has to be seen here. */
function readKept(path) {
  try {
    const { hash, bytecode, used } = deserialize(readFileSync(path));
    return hash === hashOf(bytecode) ? { bytecode, used } : undefined;
  } catch {
    return undefined;
  }
}

function keep(path, script, used) {
  try {
    mkdirSync(dirname(path), { recursive: true });
    accessSync(dirname(path), constants.W_OK);
    const bytecode = script.createCachedData();
    const temporary = `${path}.${process.pid}`;
    writeFileSync(temporary, serialize({ hash: hashOf(bytecode), bytecode, used }));
    renameSync(temporary, path);
  } catch (problem) {
    // Another user's folder, or no room: the next run compiles again.
    if (!problem.syscall) throw problem;
  }
}

function hashOf(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}
