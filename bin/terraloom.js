#!/usr/bin/env node
import { existsSync } from "node:fs";
import module from "node:module";
import { setFlagsFromString } from "node:v8";

// V8 optimizes code that was called some hundred times, which a run of a second does not earn back. Where it can be told
// to wait longer, a short run takes a third less processor time, and a long one a sixth. Other versions know no such flag.
const patience = { 20: "--interrupt-budget=500000", 22: "--invocation-count-for-turbofan=20000" };
const flag = patience[process.versions.node.split(".", 1)[0]];
if (flag) setFlagsFromString(flag);

// Node 22 and later keep what they have compiled.
module.enableCompileCache?.();

// In a clone of the repository the sources are at hand, and what was built of them may be older.
if (existsSync(new URL("../src", import.meta.url))) {
  const { buildIfStale } = await import("./build.js");
  await buildIfStale();
}
const { main } = await import("../dist/cli/main.js");
await main();
