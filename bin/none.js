#!/usr/bin/env node
const { existsSync } = require("node:fs");
const { enableCompileCache } = require("node:module");
const { join } = require("node:path");
const { setFlagsFromString } = require("node:v8");
const { startProgram } = require("./startProgram.js");

// V8 optimizes code that was called some hundred times, which a run of a second does not earn back. Where it can be told
// to wait longer, a short run takes a third less processor time, and a long one a sixth. It also lets garbage grow to as
// much as what is in use, or twice that: half as much costs little time, and thousands of environments take a third less
// memory. Other versions may not know these flags, and would say so.
const smallHeap = "--heap-growing-percent=50";
const flags = {
  20: ["--interrupt-budget=500000"],
  22: ["--invocation-count-for-turbofan=20000"],
  24: [],
};
for (const flag of flags[process.versions.node.split(".", 1)[0]] ?? []) setFlagsFromString(flag);

// Node 22 and later keep what they have compiled of other modules, such as the schema.
enableCompileCache?.();

async function run() {
  // In a clone of the repository the sources are at hand, and what was built of them may be older.
  if (existsSync(join(__dirname, "../src"))) await require("./build.js").buildIfStale();
  await startProgram(process.argv[2]).main();
}

run();
