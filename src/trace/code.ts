import { calledFolder } from "../model/codeFiles.ts";
import { placeOf } from "../model/environment.ts";
import { appliedCodeFile } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import type { Rendered } from "../model/rendered.ts";
import { projectCode } from "../project/renderProject.ts";
import { RecentCache } from "../text/recentCache.ts";
import { type Mention, mentionsOf } from "./mentions.ts";

/** A file of Terraform code, rendered or written by hand. */
export interface CodeFile {
  /** Relative to the project's root. */
  readonly path: string;
  readonly text: string;
  readonly environment?: string;
}

/** A project's code by folder: what Terraform reads as one module, whoever wrote it. */
export interface Code {
  readonly files: (folder: string) => readonly CodeFile[];
  readonly mentions: (file: CodeFile, name: string) => readonly Mention[];
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
  // Those of an environment, and of modules: other variables may be asked for next.
  const known = new RecentCache<CodeFile, ReturnType<typeof mentionsOf>>(100);
  return {
    files(folder) {
      const files = folders.get(folder) ?? readFolder(folder);
      folders.set(folder, files);
      return files;
    },
    mentions(file, name) {
      const mentions = known.get(file) ?? mentionsOf(file.text);
      known.set(file, mentions);
      return mentions(name);
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
  return code
    .files(folder)
    .filter(({ text }) => text.includes(name))
    .flatMap((file) =>
      code.mentions(file, name).map((mention) => ({ file, mention, ...wayOn(mention, folder) })),
    );
}

function wayOn(mention: Mention, folder: string): Pick<Use, "leadsTo"> {
  if (mention.kind !== "argument") return {};
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
