import { posix } from "node:path";
import type { Output } from "../model/rendered.ts";
import { type Mention, mentionsIn } from "./mentions.ts";

/** A rendered file of Terraform code. */
export interface CodeFile {
  /** Relative to the project's root. */
  readonly path: string;
  readonly text: string;
  readonly environment?: string;
}

/** Rendered code by folder: what Terraform reads as one module. */
export interface Code {
  /** The files of a folder, sorted. */
  readonly files: (folder: string) => readonly CodeFile[];
  /** A file's mentions of variables; each file is read once, and none that does not hold the text. */
  readonly mentions: (file: CodeFile) => readonly Mention[];
}

/** Makes rendered outputs readable as code. */
export function codeOf(outputs: Iterable<Output>): Code {
  const folders = new Map<string, CodeFile[]>();
  for (const { path, kind, content, environment } of outputs) {
    if (kind !== "hcl" || typeof content !== "string") continue;
    const folder = posix.dirname(path);
    const file = { path, text: content, ...(environment ? { environment } : {}) };
    const files = folders.get(folder);
    if (files) files.push(file);
    else folders.set(folder, [file]);
  }
  const known = new Map<CodeFile, readonly Mention[]>();
  return {
    files: (folder) => folders.get(folder) ?? [],
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
  const { source } = mention.call;
  // A registry's source has no leading dot.
  return source?.startsWith(".")
    ? { leadsTo: { folder: posix.join(folder, source), name: mention.name } }
    : {};
}

/**
 * Whether a use is an end of the thread: code that does something with the value. Passing it on to a module
 * of this repository is not; nor is what the variable's own declaration checks.
 */
export function isEnd({ mention, leadsTo }: Use): boolean {
  if (mention.kind === "argument") return leadsTo === undefined;
  return mention.kind === "read" && !mention.passedOn && !mention.block.startsWith("variable ");
}
