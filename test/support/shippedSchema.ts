import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { repository } from "./temporaryProject.ts";

const read = new Map<string, z.ZodType | undefined>();

/** The JSON Schema that the package carries of a command's output; absent where it carries none. */
function shippedSchema(command: string): z.ZodType | undefined {
  if (!read.has(command)) {
    const file = join(repository, "docs", "json", `${command}.schema.json`);
    const schema = existsSync(file)
      ? z.fromJSONSchema(JSON.parse(readFileSync(file, "utf8")))
      : undefined;
    read.set(command, schema);
  }
  return read.get(command);
}

/** Holds what a command printed as JSON against its schema: so each test that asks for JSON tests the schema too. */
export function holdToSchema(argv: readonly string[], stdout: string): void {
  const asksForJson = argv.some(
    (word, index) =>
      word === "--format=json" || (word === "json" && argv[index - 1] === "--format"),
  );
  const schema = asksForJson && stdout !== "" ? shippedSchema(argv[0] ?? "") : undefined;
  if (!schema) return;
  const document = JSON.parse(stdout);
  // A judgement holds the status that it was made from.
  const found = schema.safeParse(argv.includes("--for-apply") ? document.status : document);
  if (found.error) {
    throw new Error(`docs/json/${argv[0]}.schema.json: ${z.prettifyError(found.error)}\n${stdout}`);
  }
}
