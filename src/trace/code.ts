import { calledFolder } from "../model/codeFiles.ts";
import { placeOf } from "../model/environment.ts";
import { appliedCodeFile } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import type { Rendered } from "../model/rendered.ts";
import { projectCode } from "../project/renderProject.ts";
import { type Mention, mentionsIn } from "./mentions.ts";

/** A file of Terraform code, rendered or written by hand. */
export interface CodeFile {
  /** Relative to the project's root. */
  readonly path: string;
  readonly text: string;
  readonly environment?: string;
}

/** A project's code by folder: what Terraform reads as one module, whoever wrote it. */
export interface Code {
  /** The files of a folder, sorted. */
  readonly files: (folder: string) => readonly CodeFile[];
  /** A file's mentions of variables; each file is read once, and none that does not hold the text. */
  readonly mentions: (file: CodeFile) => readonly Mention[];
}

/** Makes what is rendered, and what people keep beside it and in modules of their own, readable as code. */
export function codeOf(
  project: Pick<Project, "files" | "schema" | "environments">,
  { outputs }: Pick<Rendered, "outputs">,
): Code {
  const tree = projectCode(project, outputs);
  const owners = new Map(project.environments.map((one) => [placeOf(one), one.name]));
  const values = new Map<string, readonly string[]>();
  for (const { directory, valuesFile } of project.environments) {
    if (valuesFile === undefined) continue;
    values.set(directory, [...(values.get(directory) ?? []), valuesFile]);
  }
  const folders = new Map<string, readonly CodeFile[]>();
  const readFolder = (folder: string): readonly CodeFile[] => {
    const environment = owners.get(folder);
    const given = (values.get(folder) ?? []).flatMap((path) => {
      const file = tree.file(path);
      return file ? [{ path, text: file.text, environment: owners.get(path) ?? "" }] : [];
    });
    const own = tree
      .filesIn(folder)
      // terraloom's own record names every variable, which is no use of it.
      .filter(({ name }) => /\.(?:tf|tfvars)$/.test(name) && name !== appliedCodeFile)
      .filter(({ path }) => !owners.has(path))
      .map(({ path, text }) => ({ path, text, ...(environment ? { environment } : {}) }));
    return [...own, ...given];
  };
  const known = new Map<CodeFile, readonly Mention[]>();
  return {
    files(folder) {
      const files = folders.get(folder) ?? readFolder(folder);
      folders.set(folder, files);
      return files;
    },
    mentions(file) {
      const found = known.get(file) ?? mentionsIn(file.text) ?? [];
      known.set(file, found);
      return found;
    },
  };
}

/** What one folder does with one of its variables. */
export interface Use {
  readonly file: CodeFile;
  readonly mention: Mention;
  /** Where an argument leads: the called module's folder and its name there. Absent: out of this repository. */
  readonly leadsTo?: { readonly folder: string; readonly name: string };
}

/** All uses of a variable in a folder, in the order of the files. */
export function usesIn(code: Code, folder: string, name: string): Use[] {
  return code.files(folder).flatMap((file) =>
    file.text.includes(name)
      ? code.mentions(file).flatMap((mention) => {
          const use = useOf(mention, folder, name);
          return use ? [{ file, mention, ...use }] : [];
        })
      : [],
  );
}

function useOf(mention: Mention, folder: string, name: string): Pick<Use, "leadsTo"> | undefined {
  if (mention.kind !== "argument") return mention.name === name ? {} : undefined;
  if (mention.passes !== name) return undefined;
  const called = calledFolder(folder, mention.call.source);
  return called === undefined ? {} : { leadsTo: { folder: called, name: mention.name } };
}

/**
 * Whether a use is an end of the thread: code that does something with the value. Passing it on to a module
 * of this repository is not; nor is what the variable's own declaration checks.
 */
export function isEnd({ mention, leadsTo }: Use): boolean {
  if (mention.kind === "argument") return leadsTo === undefined;
  return mention.kind === "read" && !mention.passedOn && !mention.block.startsWith("variable ");
}
