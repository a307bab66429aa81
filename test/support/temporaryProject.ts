import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { giveCaches } from "./keptCaches.ts";

/** This repository. */
export const repository: string = fileURLToPath(new URL("../..", import.meta.url)).replace(
  /\/$/,
  "",
);

/** The program, as it is installed: it runs what was built. */
export const programFile: string = join(repository, "bin/terraloom.js");

/** A copy of a folder that tests may write into. */
export interface TemporaryProject {
  /** Absolute. */
  readonly root: string;
  readonly remove: () => void;
}

/**
 * Copies a folder to a temporary one in which a schema finds zod.
 *
 * @param source absolute path of a folder with schema/, envs/ and templates/
 * @param entries the entries to copy; absent: all
 */
export function temporaryProject(source: string, entries?: readonly string[]): TemporaryProject {
  const root = mkdtempSync(join(tmpdir(), "terraloom-test-"));
  for (const entry of entries ?? ["."]) {
    cpSync(join(source, entry), join(root, entry), { recursive: true });
  }
  mkdirSync(join(root, "node_modules"), { recursive: true });
  symlinkSync(join(repository, "node_modules", "zod"), join(root, "node_modules", "zod"));
  giveCaches(repository, root);
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}
