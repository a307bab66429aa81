import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Replaces a text that must be there in one of a project's files. */
export function edit(root: string, path: string, from: string, to: string): void {
  const file = join(root, path);
  const text = readFileSync(file, "utf8");
  if (!text.includes(from)) throw new Error(`${path} does not hold ${JSON.stringify(from)}`);
  writeFileSync(
    file,
    text.replace(from, () => to),
  );
}
