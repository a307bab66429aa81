import type { CodeFile } from "../model/codeFile.ts";
import { RecentCache } from "../text/recentCache.ts";

/**
 * Makes a reading of code that no plain value changes happen once for all files of a shape.
 *
 * @param read is given the file's name and its text, or the shape in place of that
 */
export function oncePerShape<Reading>(
  read: (name: string, text: string) => Reading,
): (file: CodeFile) => Reading {
  const known = new RecentCache<string, { readonly reading: Reading }>(200);
  return (file) => {
    const { name } = file;
    const shape = file.output?.shape;
    if (shape === undefined) return read(name, file.text);
    const found = known.get(shape) ?? { reading: read(name, shape) };
    known.set(shape, found);
    return found.reading;
  };
}
