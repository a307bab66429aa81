import { posix } from "node:path";
import { compareText } from "../diagnostics/diagnostic.ts";
import type { CodeFile } from "../model/codeFile.ts";
import { overridesCode } from "../model/codeFiles.ts";
import { type Environment, placeOf } from "../model/environment.ts";
import { atlantisFile } from "../model/layout.ts";
import type { Output, Rendered } from "../model/rendered.ts";
import { sha256 } from "../text/sha256.ts";
import { appliedCode } from "./appliedCode.ts";
import type { CodeTree } from "./codeTree.ts";
import { heldDigest, heldIn } from "./held.ts";
import { oncePerShape } from "./oncePerShape.ts";
import type { PathBase } from "./pathsInCode.ts";
import { type CodeFolder, type ReachedCode, reachedCode } from "./reachedCode.ts";

/**
 * The digest of each environment, `sha256:` and 64 hexadecimal digits: over all that Terraform reads of it. It
 * changes when something changes that Terraform would read; where a path in code is not known before Terraform
 * runs, with everything that it may lead to. And the file of each environment that keeps the digest in its state, with
 * what it holds: a value that was brought back makes the code what it was once, and nobody could tell the two apart.
 */
export function digestOutputs(
  made: readonly Output[],
  environments: readonly Environment[],
  tree: CodeTree,
  { reached }: Pick<ReachedCode, "reached"> = reachedCode(tree),
): Pick<Rendered, "digests" | "held"> & {
  readonly outputs: readonly Output[];
  /** Whether a digest counts, or looks for, files of another environment. */
  readonly crosses: boolean;
  /** Whether code looks into states: then what one environment's code says may be wrong in another one's. */
  readonly readsStates: boolean;
} {
  const madeFiles: MadeFiles = {
    directories: new Map(environments.map(({ name, directory }) => [name, directory])),
    ofNone: made.flatMap(({ path, environment }) => (environment === undefined ? [path] : [])),
  };
  // Values are one environment's alone, and Atlantis' file is made of what code calls, and is not code.
  const apart = new Set(environments.flatMap(({ valuesFile }) => valuesFile ?? []));
  apart.add(atlantisFile);
  const digests = new Map<string, string>();
  const held = new Map<string, string>();
  const outputs: Output[] = [];
  const ownerOf = ownersBelow(environments);
  let crosses = false;
  let readsStates = false;
  for (const environment of environments) {
    const root = environment.directory;
    const folders = reached(root);
    const { valuesFile } = environment;
    const beside = otherFiles(root, folders, tree, madeFiles).filter(
      ({ path }) => !apart.has(path),
    );
    const own = valuesFile === undefined ? undefined : tree.file(valuesFile);
    const others = own ? [...beside, own] : beside;
    crosses ||= [...folders, ...others, ...named(root, folders)].some(({ path }) => {
      const owner = ownerOf(path);
      return owner !== undefined && owner !== environment.name;
    });
    readsStates ||= folders.some(({ code }) => code.some(namesStates));
    const code = {
      folders: folders.map(({ path }) => posix.relative(root, path) || "."),
      others: sha256(others.map(({ path, hash }) => `${path} ${hash}\n`).join("")),
    };
    const digest = digestOf(root, folders, code.others);
    digests.set(environment.name, digest);
    const holding = heldDigest(heldIn(environment));
    if (holding !== undefined) held.set(environment.name, holding);
    // A root module that others share cannot say which of them was applied.
    if (valuesFile === undefined) {
      outputs.push(appliedCode(environment, digest, code, folders[0]?.code ?? []));
    }
  }
  return { digests, held, outputs, crosses, readsStates };
}

const namesStates = oncePerShape((_, text) => text.includes("terraform_remote_state"));

/** Tells the environment in whose folder a path is. */
function ownersBelow(environments: readonly Environment[]): (path: string) => string | undefined {
  const owners = new Map(environments.map((one) => [placeOf(one), one.name]));
  return (path) => {
    for (let at = path; at !== "." && at !== "/"; at = posix.dirname(at)) {
      const owner = owners.get(at);
      if (owner !== undefined) return owner;
    }
    return undefined;
  };
}

/** The paths that code names, from the project's root on. */
function named(root: string, folders: readonly CodeFolder[]): { readonly path: string }[] {
  return folders.flatMap(({ path: folder, paths }) =>
    paths.map(({ base, path }) => ({ path: placeFrom(root, folder, base, path) })),
  );
}

function placeFrom(root: string, folder: string, base: PathBase, path: string): string {
  return posix.join(base === "module" ? folder : root, path).replace(/\/$/, "");
}

/** Terraform works out the same from the files that it finds: see `appliedCode`. */
function digestOf(root: string, folders: readonly CodeFolder[], others: string): string {
  const lines = folders.flatMap(({ path, code }) => {
    const folder = posix.relative(root, path) || ".";
    return code.map(({ name, hash }) => `${folder}/${name} ${hash}`);
  });
  return `sha256:${sha256([...lines, others].join("\n"))}`;
}

interface MadeFiles {
  /** The folders of environments, by name. */
  readonly directories: ReadonlyMap<string, string>;
  /** The paths of what is in no environment's folder. */
  readonly ofNone: readonly string[];
}

/** The files besides code that Terraform may read, sorted: those that lie with the code, and those that it names. */
function otherFiles(
  root: string,
  folders: readonly CodeFolder[],
  tree: CodeTree,
  { directories, ofNone }: MadeFiles,
): readonly CodeFile[] {
  const found = new Map<string, CodeFile>();
  const add = (file: CodeFile | undefined): void => {
    if (file) found.set(file.path, file);
  };
  // What is made for an environment whose folder is further in belongs to that one alone.
  const madeIn = (folder: string): readonly CodeFile[] =>
    folder === "."
      ? []
      : tree.madeBelow(folder).filter(({ output: { environment } = {} }) => {
          return environment === undefined || directories.get(environment) === folder;
        });
  for (const { path: folder, paths } of folders) {
    // Terraform does not read what is written for people, unless code names it.
    for (const file of madeIn(folder)) if (!file.path.endsWith(".md")) add(file);
    for (const { base, path, isPrefix } of paths) {
      const place = placeFrom(root, folder, base, path);
      if (place.startsWith("..")) continue;
      add(tree.file(place));
      const above = isPrefix && path !== "" && !path.endsWith("/") ? posix.dirname(place) : place;
      for (const file of tree.filesBelow(above)) add(file);
    }
  }
  if (folders.some(({ readsUnknown }) => readsUnknown)) {
    for (const file of madeIn(root)) add(file);
    for (const path of ofNone) add(tree.file(path));
    for (const { path } of folders) for (const file of tree.filesBelow(path)) add(file);
  }
  const code = new Set(folders.flatMap((folder) => folder.code));
  return [...found.values()]
    .filter((file) => !code.has(file) && (file.output || !overridesCode(file.name)))
    .sort((a, b) => compareText(a.path, b.path));
}
