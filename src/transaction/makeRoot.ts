import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { removeIfEmpty } from "./disk.ts";

/**
 * Makes a project's folder, and those above it, where they are not there.
 *
 * @returns what removes those that it made, as far as they are empty
 */
export function makeRoot(root: string): () => void {
  const outermost = mkdirSync(root, { recursive: true });
  return () => {
    if (outermost === undefined) return;
    for (let at = root; at.startsWith(outermost); at = dirname(at)) removeIfEmpty(at);
  };
}
