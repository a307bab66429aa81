import { posix } from "node:path";
import { compareText } from "../diagnostics/diagnostic.ts";
import type { CodeFile } from "../model/codeFile.ts";
import { isCode, isReadByTerraform, overridesCode } from "../model/codeFiles.ts";
import type { Files } from "../model/files.ts";
import { type CodeTree, codeTree } from "./codeTree.ts";
import { oncePerShape } from "./oncePerShape.ts";
import { type CodePath, type CodePaths, pathsInCode } from "./pathsInCode.ts";

export interface CodeFolder {
  /** Relative to the project's root. */
  readonly path: string;
  /** The files that Terraform reads as its code, and those with values, sorted by name. */
  readonly code: readonly CodeFile[];
  /** The folders of the modules that they call. */
  readonly calls: readonly string[];
  /** The paths of files that they name. */
  readonly paths: readonly CodePath[];
  readonly readsUnknown: boolean;
}

/** What Terraform reads of the folders of a project; each is looked at once. */
export interface ReachedCode {
  readonly folder: (path: string) => CodeFolder;
  /** A folder, and those of all modules that it calls, directly or not, sorted by path. */
  readonly reached: (path: string) => readonly CodeFolder[];
}

const gap = "(?:[ \\t]|/\\*.*?\\*/)*";

/** A module call of a local folder, in HCL or JSON. A registry's source has no leading dot. */
const localSource = new RegExp(`(?<![\\w.-])"?source"?${gap}[=:]${gap}"(\\.\\.?/[^"$%]*)"`, "g");

/** A text that begins with a dot is part of the shape. */
const localSourcesIn = oncePerShape((_, text) =>
  [...text.matchAll(localSource)].map(([, source = ""]) => source),
);

const noneInShape = oncePerShape((name, text) => {
  const { paths, readsUnknown } = pathsInCode(name, text);
  return paths.length === 0 && !readsUnknown;
});

/** The paths that a file names; most name none. Those in the values that its shape is without have a dot and a slash. */
function pathsIn(file: CodeFile): CodePaths {
  const isNamed = /\.\/|\/\.\./.test(file.output?.values ?? "");
  const namesNone = !isNamed && noneInShape(file);
  return namesNone ? { paths: [], readsUnknown: false } : pathsInCode(file.name, file.text);
}

export function reachedCode(tree: CodeTree): ReachedCode {
  const folders = new Map<string, CodeFolder>();
  const folder = (path: string): CodeFolder => {
    const known = folders.get(path) ?? readFolder(path, tree);
    folders.set(path, known);
    return known;
  };
  const below = new Map<string, readonly CodeFolder[]>();
  const reached = (path: string): readonly CodeFolder[] => {
    const start = folder(path);
    const key = start.calls.join("\n");
    const modules = below.get(key) ?? closure(start.calls, folder);
    below.set(key, modules);
    return [start, ...modules.filter((module) => module !== start)];
  };
  return { folder, reached };
}

/** Finds the folders of all modules that a folder of code on disk calls, directly or not. */
export function modulesOnDisk(files: Files): (folder: string) => readonly string[] {
  const { read, list } = files;
  const { reached } = reachedCode(codeTree([], { read, list, isMade: () => false }));
  return (folder) => modulesAmong(reached(folder), folder);
}

/** The folders of code that others are, beside the one that calls them. */
export function modulesAmong(reached: readonly CodeFolder[], folder: string): readonly string[] {
  return reached.flatMap(({ path }) => (path === folder ? [] : [path]));
}

function closure(starts: readonly string[], folder: (path: string) => CodeFolder): CodeFolder[] {
  const seen = new Set<string>();
  const waiting = [...starts];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    waiting.push(...folder(path).calls);
  }
  return [...seen].sort(compareText).map(folder);
}

function readFolder(path: string, tree: CodeTree): CodeFolder {
  const files = tree.filesIn(path).filter(({ name }) => isReadByTerraform(name));
  // Files that override generated code are refused, so the digest leaves them out.
  const isGenerated = files.some(({ output }) => output !== undefined);
  const code = files.filter(({ name, output }) => output || !isGenerated || !overridesCode(name));
  const named = code.map(pathsIn);
  const calls = code.flatMap((file) => (isCode(file.name) ? localSourcesIn(file) : []));
  return {
    path,
    code,
    calls: [...new Set(calls.map((source) => posix.join(path, source).replace(/\/$/, "")))],
    paths: named.flatMap(({ paths }) => paths),
    readsUnknown: named.some(({ readsUnknown }) => readsUnknown),
  };
}
