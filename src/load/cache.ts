import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** The folder for what can be worked out again: inside of node_modules, where nothing is committed. */
export function cacheDirectory(root: string): string {
  return join(root, "node_modules", ".cache", "terraloom");
}

/** A file of the cache that is about this checkout alone; copies of a folder may share their node_modules. */
export function cachePath(root: string, name: string): string {
  const checkout = createHash("sha256").update(resolve(root)).digest("hex").slice(0, 16);
  return join(cacheDirectory(root), `${name}-${checkout}.json`);
}

/** Reads a record of the cache; `undefined` where there is none. */
export function readRecord<T>(path: string): T | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as T;
  } catch {
    return undefined;
  }
}

/** Writes a record. A project without node_modules, or one that may not be written to, has no cache: that is no error. */
export function writeRecord(path: string, record: unknown): void {
  try {
    readdirSync(dirname(dirname(dirname(path))));
    mkdirSync(dirname(path), { recursive: true });
    replaceFile(path, JSON.stringify(record));
  } catch {
    // The next run works it out again.
  }
}

/** Writes a file in one step. */
export function replaceFile(path: string, content: string): void {
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, content);
  renameSync(temporary, path);
}
