import {
  closeSync,
  fchmodSync,
  fsyncSync,
  lstatSync,
  openSync,
  realpathSync,
  rmdirSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join, posix, relative, sep } from "node:path";
import { readBytes } from "../files/readBytes.ts";
import { sha256 } from "../text/sha256.ts";

export function codeOf(problem: unknown): string {
  return (problem as NodeJS.ErrnoException).code ?? "";
}

/** Writes a file that must not be there yet: nothing that lies in its place is followed or replaced. */
export function writeNew(
  file: string,
  content: string | Uint8Array,
  {
    mode,
    durable = false,
  }: { readonly mode?: number | undefined; readonly durable?: boolean } = {},
): void {
  const descriptor = openSync(file, "wx", 0o666);
  try {
    writeFileSync(descriptor, content);
    if (mode !== undefined) fchmodSync(descriptor, mode);
    if (durable) fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

export function removeIfThere(file: string): void {
  try {
    unlinkSync(file);
  } catch (problem) {
    if (!["ENOENT", "ENOTDIR"].includes(codeOf(problem))) throw problem;
  }
}

export function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch (problem) {
    if (!["ENOTEMPTY", "EEXIST", "ENOENT", "ENOTDIR"].includes(codeOf(problem))) throw problem;
  }
}

/** The SHA-256 of a file, links not followed; `null` where none is. */
export function hashOf(file: string): string | null {
  try {
    if (!lstatSync(file).isFile()) return null;
    return sha256(readBytes(file));
  } catch (problem) {
    if (["ENOENT", "ENOTDIR"].includes(codeOf(problem))) return null;
    throw problem;
  }
}

/** Removes the folders that a removal has left empty. */
export function removeEmptyAbove(root: string, path: string): void {
  for (let at = posix.dirname(path); at !== "."; at = posix.dirname(at)) {
    removeIfEmpty(join(root, at));
  }
}

/** Where writing to a path ends up. */
interface Target {
  /** Relative to the root, with `/`. */
  readonly path: string;
  /** Of what is there; absent: nothing is. */
  readonly mode?: number;
}

/**
 * Resolves links in the paths of files to write. Each folder is read once, and nothing below a missing one.
 *
 * @returns it throws for a path that links lead out of the root
 */
export function resolver(root: string): (path: string) => Target {
  const base = realpathSync(root);
  const folders = new Map<string, Target>([[".", { path: ".", mode: 0 }]]);
  const follow = (path: string): Target => {
    const target = relative(base, realpathSync(join(root, path)))
      .split(sep)
      .join("/");
    if (target === ".." || target.startsWith("../")) {
      throw new Error(`${path} is a link that leads out of the project`);
    }
    return targetAt(base, target);
  };
  const within = (folder: Target, name: string): Target => {
    const path = posix.join(folder.path, name);
    if (folder.mode === undefined) return { path };
    const stats = lstatSync(join(base, path), { throwIfNoEntry: false });
    if (!stats) return { path };
    return stats.isSymbolicLink() ? follow(path) : { path, mode: stats.mode };
  };
  const resolveFolder = (folder: string): Target => {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const resolved = within(resolveFolder(posix.dirname(folder)), posix.basename(folder));
    folders.set(folder, resolved);
    return resolved;
  };
  return (path) => within(resolveFolder(posix.dirname(path)), posix.basename(path));
}

function targetAt(base: string, path: string): Target {
  const stats = lstatSync(join(base, path), { throwIfNoEntry: false });
  return stats ? { path, mode: stats.mode } : { path };
}
