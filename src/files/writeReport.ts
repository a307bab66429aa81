import { randomBytes } from "node:crypto";
import {
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

/**
 * Writes a report where a person asked for it, in one step: whoever reads meanwhile sees the old or the new one. A link is
 * followed; a device or a pipe is written into, and stays what it is. The folder is made if it is not there.
 *
 * @param file absolute path
 */
export function writeReport(file: string, text: string): void {
  const target = statSync(file, { throwIfNoEntry: false });
  if (target && !target.isFile()) {
    writeFileSync(file, text);
    return;
  }
  const place = target ? realpathSync(file) : file;
  const temporary = join(dirname(place), `.terraloom-${randomBytes(8).toString("hex")}-0.tmp`);
  mkdirSync(dirname(place), { recursive: true });
  try {
    writeFileSync(temporary, text, { flag: "wx", ...(target ? { mode: target.mode } : {}) });
    renameSync(temporary, place);
  } catch (thrown) {
    rmSync(temporary, { force: true });
    throw thrown;
  }
}

/**
 * Writes several reports into a folder that a person named, and removes those that an earlier run left there.
 *
 * @param names what such reports are called
 */
export function writeReports(
  folder: string,
  texts: ReadonlyMap<string, string>,
  names: RegExp,
): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of texts) writeReport(join(folder, name), text);
  for (const name of readdirSync(folder)) {
    if (names.test(name) && !texts.has(name)) rmSync(join(folder, name));
  }
}
