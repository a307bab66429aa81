const { isAscii } = require("node:buffer");
const { createHash } = require("node:crypto");
const {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} = require("node:fs");
const { basename, dirname, join } = require("node:path");
const { deserialize, serialize } = require("node:v8");
const { Script } = require("node:vm");

const ending = `-${process.version}-${process.arch}.bytecode`;

/** What is to be kept when the process ends, by its kind: of a schema that changes meanwhile, the last one. */
const scripts = new Map();

process.once("exit", (status) => {
  // A run that failed has not done what the next one will do.
  if (status === 1) return;
  for (const script of scripts.values()) {
    try {
      script.keep();
    } catch {
      // No folder for it, or no room: the next run compiles again.
    }
  }
});

/**
 * Runs a script from the bytecode that earlier runs have left, and keeps it for the next one: then V8 need not read and
 * compile it, which is most of what a short run does. Without bytecode, and where it is damaged or another Node's, the
 * script runs all the same.
 *
 * @param path the script's; its name says what is in it
 * @param folder where bytecode is kept
 * @param kind of scripts of one kind the last one's bytecode is kept
 * @param note what the bytecode covers, by what it covered so far: it is kept anew when that is something else
 * @returns the script's value
 */
function runKeptScript(path, folder, kind, note = (before) => before ?? true) {
  const kept = join(folder, `${basename(path)}${ending}`);
  const before = readKept(kept);
  const bytes = readFileSync(path);
  const script = new Script(isAscii(bytes) ? bytes.latin1Slice() : bytes.toString(), {
    filename: path,
    cachedData: before?.bytecode,
  });
  const covered = script.cachedDataRejected === false ? before.note : undefined;
  scripts.set(kind, {
    keep() {
      const now = note(covered);
      // A schema of a project without a cache is gone by now.
      if (now !== covered && existsSync(path)) keep(kept, script, now);
    },
  });
  return script.runInThisContext();
}

/** V8 trusts what it is given, also another script's of the same length: damage and other names have to be seen here. */
function readKept(path) {
  try {
    const { hash, bytecode, note } = deserialize(readFileSync(path));
    return hash === hashOf(path, bytecode) ? { bytecode, note } : undefined;
  } catch {
    return undefined;
  }
}

function keep(path, script, note) {
  const folder = dirname(path);
  // The same rule as `makeCache` in src/load/cache.ts: without node_modules, nothing is made.
  readdirSync(dirname(dirname(folder)));
  mkdirSync(folder, { recursive: true });
  accessSync(folder, constants.W_OK | constants.X_OK);
  const bytecode = script.createCachedData();
  const temporary = `${path}.${process.pid}`;
  try {
    writeFileSync(temporary, serialize({ hash: hashOf(path, bytecode), bytecode, note }));
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

function hashOf(path, bytecode) {
  return createHash("sha256").update(basename(path)).update(bytecode).digest("hex");
}

module.exports = { runKeptScript };
