import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { sha256 } from "../text/sha256.ts";

/**
 * The folder for what can be worked out again: inside of node_modules, where nothing is committed; the nearest one, since
 * a workspace's packages may have theirs further up.
 */
export function cacheDirectory(root: string): string {
  const cache = join("node_modules", ".cache", "terraloom");
  for (let folder = resolve(root); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "node_modules"))) return join(folder, cache);
    if (folder === dirname(folder)) return join(root, cache);
  }
}

/** Makes a project's cache. False where there can be none: without node_modules, or in another user's. */
export function makeCache(root: string): boolean {
  const cache = cacheDirectory(root);
  try {
    readdirSync(dirname(dirname(cache)));
    mkdirSync(cache, { recursive: true });
    accessSync(cache, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const week = 7 * 24 * 3600 * 1000;

/** Removes files that were neither created nor used for a week. */
export function sweepCache(root: string): void {
  const cache = cacheDirectory(root);
  try {
    for (const name of readdirSync(cache)) {
      const path = join(cache, name);
      if (Date.now() - statSync(path).mtimeMs > week) rmSync(path, { force: true });
    }
  } catch {
    // Another run removes them, or they are another user's.
  }
}

/** A file of the cache that is about this checkout alone; copies of a folder may share their node_modules. */
export function cachePath(root: string, name: string): string {
  const checkout = sha256(resolve(root)).slice(0, 16);
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

/** Writes a record of the cache. Where there is none, or no room in it, that is no error. */
export function writeRecord(root: string, name: string, record: unknown): void {
  if (!makeCache(root)) return;
  const path = cachePath(root, name);
  try {
    replaceFile(path, JSON.stringify(record));
  } catch {
    // The next run computes it again.
  }
}

/** Writes a file in one step. */
export function replaceFile(path: string, content: string): void {
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, content);
  renameSync(temporary, path);
}
