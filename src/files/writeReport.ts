import { randomBytes } from "node:crypto";
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve, sep } from "node:path";

/**
 * Writes a report to a given path, in one step: a reader sees the old or the new one. A link is
 * followed; a device or a pipe is written into, and not replaced. Missing folders are created only below the current one,
 * and removed again if it cannot be written.
 *
 * @param within absolute path of the current folder
 * @param file as given, relative to there
 */
export function writeReport(within: string, file: string, text: string): void {
  const path = resolve(within, file);
  const target = statSync(path, { throwIfNoEntry: false });
  // A link to nothing yet is one to what is made now.
  const isLink = !target && lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink();
  if (isLink || (target && !target.isFile())) {
    writeFileSync(path, text);
    return;
  }
  const place = target ? realpathSync(path) : path;
  const folder = dirname(place);
  const made = target ? undefined : makeFolder(within, folder);
  const temporary = join(folder, `.terraloom-${randomBytes(8).toString("hex")}-0.tmp`);
  try {
    writeFileSync(temporary, text, { flag: "wx", ...(target ? { mode: target.mode } : {}) });
    renameSync(temporary, place);
  } catch (thrown) {
    rmSync(temporary, { force: true });
    // `made` is the outermost folder that was created.
    for (let at = folder; made !== undefined && at.startsWith(made); at = dirname(at))
      rmdirSync(at);
    throw thrown;
  }
}

/**
 * Writes several reports into a given folder, and removes those of an earlier run.
 *
 * @param names what such reports are called
 */
export function writeReports(
  within: string,
  folder: string,
  texts: ReadonlyMap<string, string>,
  names: RegExp,
): void {
  for (const [name, text] of texts) writeReport(within, join(folder, name), text);
  const path = resolve(within, folder);
  for (const name of statSync(path, { throwIfNoEntry: false }) ? readdirSync(path) : []) {
    if (names.test(name) && !texts.has(name)) rmSync(join(path, name));
  }
}

/** @returns the first folder that did not exist */
function makeFolder(within: string, folder: string): string | undefined {
  let there = folder;
  while (!statSync(there, { throwIfNoEntry: false })) there = dirname(there);
  if (there === folder) return undefined;
  const [real, base] = [realpathSync(there), realpathSync(within)];
  if (real !== base && !real.startsWith(base.endsWith(sep) ? base : base + sep)) {
    throw new Error(
      `there is no folder ${folder}, and folders are made below the current one alone`,
    );
  }
  return mkdirSync(folder, { recursive: true });
}
