import { text } from "node:stream/consumers";
import { parseHcl } from "./parse.ts";
import type { HclText } from "./parseApart.ts";

// The process that parses for another one: HCL texts as JSON on stdin, their faults as JSON on stdout.
const files: readonly HclText[] = JSON.parse(await text(process.stdin));
const faults: unknown[] = [];
for (const file of files) {
  const parsed = await parseHcl(file.path, file.text);
  faults.push("error" in parsed ? parsed.error : null);
}
process.stdout.write(JSON.stringify(faults), () => process.exit(0));
