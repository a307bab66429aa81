import { readFileSync } from "node:fs";

/** This package's version, as its package.json says it: `1.2.3`. */
export function ownVersion(): string {
  const description = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return String(JSON.parse(description).version);
}
