import { posix } from "node:path";
import type { CodeFile } from "../../model/codeFile.ts";
import { isCode } from "../../model/codeFiles.ts";
import { appliedCodeFile, templatesDirectory } from "../../model/layout.ts";
import type { Project } from "../../model/project.ts";
import type { Output, Rendered } from "../../model/rendered.ts";
import type { Module } from "../../moduleCheck/module.ts";
import { type Outlines, readModule } from "../../moduleCheck/readModule.ts";
import { foldersBelow } from "../../moduleCheck/tree.ts";
import { projectCode } from "../../project/renderProject.ts";
import { withLazyMembers } from "../../text/lazyMembers.ts";

/** A file of code, and the source file to edit for a change of it. */
export interface SourcedFile {
  /** Relative to the project's root. */
  readonly path: string;
  readonly text: string;
  /** A template, or the file itself where it is written by hand. */
  readonly source: string;
  readonly output?: Output;
}

/** A project's code by folder, generated and handwritten. */
export interface SourcedCode {
  /** The files of a folder that people can edit. */
  readonly files: (folder: string) => readonly SourcedFile[];
  /** A folder as Terraform reads it; `undefined` where it holds no code. */
  readonly module: (folder: string) => Module | undefined;
  /**
   * Equal for folders side by side whose code declares, calls and defines the same names, from the same
   * sources: only plain values are others.
   */
  readonly likeness: (folder: string) => string;
}

/** Finds the code that a project renders, and the code by hand that it calls, with their sources. */
export function sourcedCode(
  project: Pick<Project, "files" | "schema">,
  { outputs }: Pick<Rendered, "outputs">,
): SourcedCode {
  const tree = projectCode(project, outputs);
  const shapes = new Map<string, number>();
  const outlines: Outlines = new Map();
  const modules = new Map<string, Module | undefined>();
  const read = new Map<string, readonly SourcedFile[]>();
  return {
    files(folder) {
      const files =
        read.get(folder) ?? tree.filesIn(folder).flatMap((file) => sourcedFile(file) ?? []);
      read.set(folder, files);
      return files;
    },
    module(folder) {
      if (modules.has(folder)) return modules.get(folder);
      const code = tree
        .filesIn(folder)
        // Files that terraloom itself adds to an environment declare no variable and call no module.
        .filter(({ name }) => isCode(name) && name !== appliedCodeFile);
      const module =
        code.length > 0 ? readModule(folder, code.map(withoutHeader), outlines, false) : undefined;
      modules.set(folder, module);
      return module;
    },
    likeness(folder) {
      const files = tree
        .filesIn(folder)
        .filter(({ name }) => name !== appliedCodeFile)
        .map(({ name, hash, output }) => {
          const shape = output?.shape ?? hash;
          const number = shapes.get(shape) ?? shapes.size;
          shapes.set(shape, number);
          return [name, output?.source, number];
        });
      return JSON.stringify([posix.dirname(folder), files]);
    },
  };
}

function sourcedFile(file: CodeFile): SourcedFile | undefined {
  const { path, output } = file;
  if (!/\.(?:tf|tfvars)$/.test(path)) return undefined;
  if (!output) return { path, text: file.text, source: path };
  const { source } = output;
  if (!source.startsWith(`${templatesDirectory}/`)) return undefined;
  return withLazyMembers({ path, source, output }, { text: () => file.text });
}

/** With an empty line for the header, which names the environment: so files that say the same are read once. */
function withoutHeader(file: CodeFile): CodeFile {
  return file.output ? { ...file, text: file.text.replace(/^# .*/, "") } : file;
}

/** The largest number of folders to search for calls of a module: a repository may be large. */
const mostFolders = 5_000;

/** The folders that may call a module: those of environments, and all others. */
export function callersIn({ files, environments }: Project): readonly string[] {
  const own = environments.map(({ directory }) => directory);
  return [...new Set([...own, ...foldersBelow("", files, mostFolders)])];
}

/** The file of a folder that declares its variables: the one with most of them, or `variables.tf`. */
export function variablesFile(
  files: readonly SourcedFile[],
  module: Module,
): SourcedFile | undefined {
  const counts = files.map((file) => ({
    file,
    count: module.variables.filter((variable) => variable.file.path === file.path).length,
  }));
  const byName = files.find(({ path }) => posix.basename(path) === "variables.tf");
  const most = counts.toSorted((a, b) => b.count - a.count)[0];
  return most && most.count > 0 ? most.file : byName;
}
