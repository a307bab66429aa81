import { readFileSync } from "node:fs";
import { join } from "node:path";
import { disk } from "../../src/files/disk.ts";
import { walk } from "../../src/model/files.ts";

/** Texts by path. */
export type ProjectFiles = Readonly<Record<string, string>>;

/** Every file of a project but what is installed and what git keeps. */
export function projectFiles(root: string): ProjectFiles {
  const paths = walk(disk(root), "").filter((path) => !/^(?:node_modules|\.git)\//.test(path));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}
