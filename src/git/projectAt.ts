import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, posix, resolve } from "node:path";
import { type Files, readText, walk } from "../model/files.ts";
import { generatedDirectory } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import { type Result, success } from "../model/result.ts";
import { loadProject } from "../project/loadProject.ts";
import { commitOf } from "./commit.ts";
import { filesAt } from "./filesAt.ts";
import { folderInRepository } from "./folderInRepository.ts";

/** A project as it was at a commit. */
export interface ProjectAt {
  readonly commit: string;
  /** All of it is in memory: its folder does not exist any more. */
  readonly project: Project;
}

/**
 * Loads a project as it was at a revision, its schema too; that is run with the packages installed today. It is written
 * to a private folder for as long as that takes: a schema is compiled from files. The work tree stays as it is.
 *
 * @param root absolute path of the project
 */
export async function projectAt(root: string, revision: string): Promise<Result<ProjectAt>> {
  const found = commitOf(root, revision);
  if (!found.ok) return found;
  const files = filesAt(root, found.value, isSource);
  if (!files.ok) return files;
  const folder = folderInRepository(root);
  const around = importsFromOutside(files.value)
    ? codeAround(root, folder, found.value)
    : undefined;
  if (around && !around.ok) return around;
  const directory = mkdtempSync(join(tmpdir(), "terraloom-"));
  const project = join(directory, folder);
  try {
    if (around) writeAll(around.value, directory);
    writeAll(files.value, project);
    linkPackages(root, join(directory, "node_modules"));
    return success({ commit: found.value, project: await loadProject(project) });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Sources of a project, and code that its schema may import from elsewhere. */
function isSource(path: string): boolean {
  if (path.startsWith(`${generatedDirectory}/`) || path.includes("node_modules/")) return false;
  return /^(?:envs|schema|templates)\//.test(path) || codeEnding.test(path);
}

const codeEnding = /\.(?:[cm]?[jt]sx?|json)$/;

/** Whether the schema imports by a path that leads out of the project. */
function importsFromOutside(files: Files): boolean {
  const code = walk(files, "").filter((path) => codeEnding.test(path));
  return code.some((path) => {
    const text = readText(files, path) ?? "";
    return [...text.matchAll(/["'](\.\.\/[^"'\n]*)["']/g)].some(([, to = ""]) =>
      posix.join(posix.dirname(path), to).startsWith("../"),
    );
  });
}

/** The repository's code outside of the project's folder, at the commit. */
function codeAround(root: string, folder: string, commit: string): Result<Files> {
  const top = resolve(root, folder.replaceAll(/[^/]+/g, ".."));
  const isAround = (path: string): boolean =>
    !path.startsWith(folder) && !path.includes("node_modules/") && codeEnding.test(path);
  return folder === "" ? success(nothing) : filesAt(top, commit, isAround);
}

const nothing: Files = { read: () => undefined, list: () => [], kind: () => undefined };

function writeAll(files: Files, directory: string): void {
  for (const path of walk(files, "")) {
    const target = join(directory, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, files.read(path) ?? "");
  }
}

/**
 * Links each package that a project finds, in its own folder or one above. The folder itself is not linked: what is
 * kept in node_modules/.cache then stays in the private one.
 */
function linkPackages(root: string, to: string): void {
  mkdirSync(to);
  const linked = new Set<string>();
  for (let folder = root; ; folder = dirname(folder)) {
    const packages = join(folder, "node_modules");
    for (const name of existsSync(packages) ? readdirSync(packages) : []) {
      if (name.startsWith(".") || linked.has(name)) continue;
      symlinkSync(join(packages, name), join(to, name));
      linked.add(name);
    }
    if (folder === dirname(folder)) return;
  }
}
