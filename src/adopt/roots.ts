import { posix } from "node:path";
import { attributeNamed, plainText } from "../hcl/outline/find.ts";
import { outline } from "../hcl/outline/outline.ts";
import { calledFolder, isCode, isReadByTerraform } from "../model/codeFiles.ts";
import { fileOf } from "../model/environment.ts";
import { type Files, readText } from "../model/files.ts";

/** A folder of Terraform code that no other calls: somebody runs `terraform apply` in it. */
export interface Root {
  /** Relative to the repository. */
  readonly folder: string;
  /** What Terraform reads of it by itself, by name; `undefined` for bytes that are not text. */
  readonly files: ReadonlyMap<string, string | undefined>;
  /** Names of files that are links: they stay where they are. */
  readonly links: readonly string[];
  /** Its modules, resources and data, such as `module "network"`, and the sources of modules. */
  readonly addresses: ReadonlySet<string>;
  /** Folders of the modules that it calls by a path. */
  readonly calls: readonly string[];
  /** Of an environment that is a file of values: its path, and the root module that it shares with others. */
  readonly values?: { readonly path: string; readonly of: Root };
}

/** A file of a root module, from the repository on. */
export function pathIn({ folder, values }: Pick<Root, "folder" | "values">, name: string): string {
  return values?.path ?? fileOf({ directory: folder }, name);
}

export function pathsOf(root: Root): readonly string[] {
  return [...root.files.keys()].map((name) => pathIn(root, name));
}

export function codeIn({ files, values }: Root): Root["files"] {
  return values?.of.files ?? files;
}

/** Every folder of Terraform code below a repository, apart from modules. */
export function findRoots(files: Files): readonly Root[] {
  const folders = foldersWithCode(files, "").map((folder) => readFolder(files, folder));
  const called = new Set(folders.flatMap(({ calls }) => calls));
  return folders.filter(({ folder }) => !called.has(folder) && !isModule(folder));
}

/** Folders of package managers, version control and Terraform. */
export const passedOver = /^(?:node_modules|\..*)$/;

function foldersWithCode(files: Files, folder: string): string[] {
  const entries = files.list(folder);
  const holdsCode = entries.some(({ name, kind }) => kind !== "directory" && isCode(name));
  const below = entries
    .filter(({ name, kind }) => kind === "directory" && !passedOver.test(name))
    .flatMap(({ name }) => foldersWithCode(files, posix.join(folder, name)));
  return holdsCode ? [folder, ...below] : below;
}

/** A module that nobody calls, an example or a test of one. An environment may be called test. */
export function isModule(folder: string): boolean {
  return /(?:^|\/)(?:(?:modules?|examples?|tests)(?:\/|$)|test\/)/.test(folder);
}

function readFolder(files: Files, folder: string): Root {
  const entries = files.list(folder).filter(({ name }) => isReadByTerraform(name));
  const read = new Map(
    entries
      .filter(({ kind }) => kind === "file")
      .map(({ name }) => [name, readText(files, pathIn({ folder }, name))]),
  );
  const links = entries.filter(({ kind }) => kind === "link").map(({ name }) => name);
  const addresses = new Set<string>();
  const calls: string[] = [];
  for (const [name, text = ""] of read) {
    if (!/\.(?:tf|tofu)$/.test(name)) continue;
    for (const { type, labels, body } of outline(text).body.blocks) {
      if (!["module", "resource", "data"].includes(type)) continue;
      addresses.add([type, ...labels.map((label) => JSON.stringify(label.text))].join(" "));
      const source = type === "module" ? attributeNamed(body, "source") : undefined;
      const path = source && plainText(source.expression);
      if (path !== undefined) addresses.add(`source ${path}`);
      const called = calledFolder(folder, path);
      if (called !== undefined) calls.push(called.replace(/^\.$/, ""));
    }
  }
  return { folder, files: read, links, addresses, calls };
}
