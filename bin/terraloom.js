#!/usr/bin/env node
import { existsSync } from "node:fs";

// In a clone of the repository the sources are at hand, and what was built of them may be older.
if (existsSync(new URL("../src", import.meta.url))) {
  const { buildIfStale } = await import("./build.js");
  await buildIfStale();
}
const { main } = await import("../dist/cli/main.js");
await main();
