import { posix } from "node:path";
import { compareText } from "../diagnostics/diagnostic.ts";
import { isCode } from "../model/codeFiles.ts";
import { type Files, readText } from "../model/files.ts";
import { groupBy } from "../model/groupBy.ts";
import { folderOf, isOwnFolder, type Layout } from "../model/layout.ts";
import type { Output } from "../model/rendered.ts";
import type { Step } from "../model/step.ts";
import { withLazyMembers } from "../text/lazyMembers.ts";
import { RecentCache } from "../text/recentCache.ts";
import type { CodeFile } from "./module.ts";

/** The Terraform files of a folder, as after `generate`. */
export interface Folder {
  readonly files: readonly CodeFile[];
  /** Whether a link stands there, which may be a file of code. */
  readonly hasLinks: boolean;
}

/** All code of a repository: rendered and handwritten. */
export interface Tree {
  /** Those below the output, sorted. */
  readonly folders: readonly string[];
  /** A folder of the repository, by its path from the root. */
  readonly folder: (path: string) => Folder;
}

/** Rendered files replace those on disk; files that will be removed are left out. */
export function treeOf(
  outputs: ReadonlyMap<string, Output>,
  steps: readonly Step[],
  files: Files,
  layout: Layout,
): Tree {
  const code = [...outputs.values()].filter(({ path }) => isCodeOrValues(path));
  const rendered = groupBy(code, ({ path }) => folderOf(path));
  const gone = new Set(steps.flatMap(({ action, path }) => (action === "delete" ? [path] : [])));
  // Thousands of environments are read one after the other, modules again and again.
  const known = new RecentCache<string, Folder>(200);
  const folder = (path: string): Folder => {
    const made = known.get(path) ?? readFolder(path, rendered.get(path) ?? [], gone, files);
    known.set(path, made);
    return made;
  };
  // If the output is among other files, only generated files are checked.
  const beside = isOwnFolder(layout) ? foldersBelow(layout.output, files) : [];
  const folders = new Set([...rendered.keys(), ...beside]);
  return { folders: [...folders].sort(compareText), folder };
}

function madeFile(output: Output): CodeFile {
  const { path, shape } = output;
  const text = (): string => {
    const { content } = output;
    return typeof content === "string" ? content : "";
  };
  return withLazyMembers({ path, shape }, { text });
}

function isCodeOrValues(path: string): boolean {
  return isCode(posix.basename(path)) || path.endsWith(".tfvars");
}

function readFolder(
  path: string,
  rendered: readonly Output[],
  gone: ReadonlySet<string>,
  files: Files,
): Folder {
  const made = new Set(rendered.map((file) => file.path));
  const entries = files.list(path).filter(({ name }) => isCodeOrValues(name));
  const byHand = entries.flatMap(({ name, kind }) => {
    const file = below(path, name);
    if (kind !== "file" || made.has(file) || gone.has(file)) return [];
    return [{ path: file, text: readText(files, file) ?? "" }];
  });
  return {
    files: [...rendered.map(madeFile), ...byHand].sort((a, b) => compareText(a.path, b.path)),
    hasLinks: entries.some(({ name, kind }) => kind !== "file" && !made.has(below(path, name))),
  };
}

/** The folders below another, itself left out; no more than so many. */
export function foldersBelow(
  path: string,
  files: Pick<Files, "list">,
  most = Number.POSITIVE_INFINITY,
): readonly string[] {
  const found: string[] = [];
  const waiting = [path];
  for (let at = waiting.pop(); at !== undefined && found.length < most; at = waiting.pop()) {
    const parent = at;
    const folders = files.list(parent).flatMap(({ name, kind }) => {
      // Terraform's own copies of modules, and other hidden folders; and what npm installs.
      const isOurs = kind === "directory" && !name.startsWith(".") && name !== "node_modules";
      return isOurs ? [below(parent, name)] : [];
    });
    found.push(...folders);
    waiting.push(...folders);
  }
  return found;
}

function below(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}
