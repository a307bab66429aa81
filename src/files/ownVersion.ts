import { createRequire } from "node:module";

/** This package's version, as its package.json says it: `1.2.3`. */
export function ownVersion(): string {
  return String(createRequire(import.meta.url)("../../package.json").version);
}
