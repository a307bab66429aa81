import { text } from "node:stream/consumers";
import { setFlagsFromString } from "node:v8";
import type { HclText } from "./apartParser.ts";
import { parseHcl } from "./parse.ts";

// The process that parses for another one: HCL texts as JSON on stdin, their faults as a line of JSON on stdout.

// Without it V8 spends twice the time of a whole run on compiling the parser to faster code. A V8 that does
// not know the flag says so on stderr, and goes on.
setFlagsFromString("--liftoff-only");
// Loaded while the other process still makes the texts.
await parseHcl("", "");
// Stdin is empty where the other process is gone.
const files: readonly HclText[] = JSON.parse((await text(process.stdin)) || "[]");
const faults: unknown[] = [];
for (const file of files) {
  const parsed = await parseHcl(file.path, file.text);
  faults.push(parsed.ok ? null : parsed.problems[0]);
}
process.stdout.write(`${JSON.stringify(faults)}\n`, () => process.exit(0));
