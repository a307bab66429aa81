import { readFileSync, statSync } from "node:fs";
import { sha256 } from "../text/sha256.ts";

/** Files as they were read, by absolute path. */
const readFiles = new Map<string, { readonly stamp: string; readonly hash: string }>();

/** More than any file system rounds its times to, in milliseconds. */
const coarsestTick = 3000;

/**
 * A file's permissions and SHA-256. A run looks at its sources again before it writes: what is the same file, with the
 * same size and times, is not read again. A time that was just now when the file was read says nothing, since a change
 * right after it may have the same one.
 */
export function statAndHash(path: string): { readonly mode: number; readonly hash: string } {
  const settled = Date.now() - coarsestTick;
  const stats = statSync(path, { bigint: true });
  const { dev, ino, size, mtimeNs, ctimeNs, mtimeMs, ctimeMs } = stats;
  const mode = Number(stats.mode);
  const stamp = [dev, ino, size, mtimeNs, ctimeNs].join(" ");
  const known = readFiles.get(path);
  if (known?.stamp === stamp) return { mode, hash: known.hash };
  const hash = sha256(readFileSync(path));
  if (mtimeMs < settled && ctimeMs < settled) readFiles.set(path, { stamp, hash });
  return { mode, hash };
}
