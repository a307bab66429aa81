import { posix } from "node:path";
import { compareText } from "../diagnostics/diagnostic.ts";
import type { CodeFile } from "../model/codeFile.ts";
import { decodeText, type Files } from "../model/files.ts";
import type { Output } from "../model/rendered.ts";
import { withLazyMembers } from "../text/lazyMembers.ts";
import { sha256 } from "../text/sha256.ts";
import { hashOf } from "./outputHash.ts";

/** The project's files as they will be: rendered ones, and those kept beside them. Paths are from its root. */
export interface CodeTree {
  /** The files directly in a folder, sorted by name. */
  readonly filesIn: (folder: string) => readonly CodeFile[];
  /** All files below a folder, sorted by path; of those written by hand none that Terraform or npm keeps. */
  readonly filesBelow: (folder: string) => readonly CodeFile[];
  /** Those of them that are rendered. The disk is not asked. */
  readonly madeBelow: (folder: string) => readonly CodeFile[];
  readonly file: (path: string) => CodeFile | undefined;
}

/** The disk, for what is written by hand. */
export interface HandwrittenFiles extends Pick<Files, "read" | "list"> {
  /** Whether a file was made by an earlier run, which this one replaces or removes. */
  readonly isMade: (path: string) => boolean;
}

/** A project that is on no disk. */
export const noHandwrittenFiles: HandwrittenFiles = {
  read: () => undefined,
  list: () => [],
  isMade: () => false,
};

/** All files of a project by their place: what is rendered stands for what is on disk. */
export function codeTree(
  made: readonly Output[],
  { read, list: listDisk, isMade }: HandwrittenFiles,
): CodeTree {
  const outputs = new Map<string, Output>();
  const folders = new Map<string, Set<string>>();
  for (const output of made) {
    const { path } = output;
    outputs.set(path, output);
    for (let at = path; at !== "."; at = posix.dirname(at)) {
      const folder = posix.dirname(at);
      const name = posix.basename(at);
      const names = folders.get(folder);
      // What has this folder in it is known with it.
      if (names?.has(name)) break;
      if (names) names.add(name);
      else folders.set(folder, new Set([name]));
    }
  }
  const known = new Map<string, CodeFile | undefined>();
  const file = (path: string): CodeFile | undefined => {
    if (known.has(path)) return known.get(path);
    const output = outputs.get(path);
    const found = output
      ? madeFile(output)
      : isMade(path) || isState(posix.basename(path))
        ? undefined
        : fileByHand(path, read(path));
    known.set(path, found);
    return found;
  };
  const list = (
    folder: string,
  ): readonly { readonly path: string; readonly isFolder: boolean }[] => {
    const entries = new Map<string, boolean>();
    for (const { name, kind } of listDisk(folder === "." ? "" : folder)) {
      if (!isKept(name) && kind !== "other") entries.set(name, kind === "directory");
    }
    for (const name of folders.get(folder) ?? []) {
      entries.set(name, folders.has(posix.join(folder, name)));
    }
    return [...entries]
      .map(([name, isFolder]) => ({ path: posix.join(folder, name), isFolder }))
      .sort((a, b) => compareText(a.path, b.path));
  };
  const filesBelow = (folder: string): readonly CodeFile[] =>
    list(folder).flatMap(({ path, isFolder }) =>
      isFolder ? filesBelow(path) : (file(path) ?? []),
    );
  const madeBelow = (folder: string): readonly CodeFile[] =>
    [...(folders.get(folder) ?? [])].flatMap((name) => {
      const path = posix.join(folder, name);
      return folders.has(path) ? madeBelow(path) : (file(path) ?? []);
    });
  return {
    file,
    filesBelow,
    madeBelow,
    filesIn: (folder) =>
      list(folder).flatMap(({ path, isFolder }) => (isFolder ? [] : (file(path) ?? []))),
  };
}

/** What is neither code nor anybody's text: folders of tools, states, and what terraloom keeps for itself. */
function isKept(name: string): boolean {
  return /^\.|^node_modules$|^terraform\.tfstate\.d$|^terraloom\.tf$/.test(name) || isState(name);
}

/** A backend may name it, and each apply writes it. */
function isState(name: string): boolean {
  return /\.tfstate(?:\.|$)/.test(name);
}

function madeFile(output: Output): CodeFile {
  const { path, content } = output;
  const text = textIn(content);
  const read = text === undefined ? content : asTerraformReads(text);
  const hash = read === content ? hashOf(output, content) : sha256(read);
  const file = { path, name: posix.basename(path), output, hash };
  return withLazyMembers(file, { text: () => textIn(output.content) ?? "" });
}

function fileByHand(path: string, content: Uint8Array | undefined): CodeFile | undefined {
  if (!content) return undefined;
  const text = decodeText(content);
  const read = text === undefined ? content : asTerraformReads(text);
  return { path, name: posix.basename(path), text: text ?? "", hash: sha256(read) };
}

function textIn(content: Output["content"]): string | undefined {
  return typeof content === "string" ? content : decodeText(content);
}

/** Terraform gives text in Unicode's form NFC; which line ends it has is git's affair. */
function asTerraformReads(text: string): string {
  const isPlain = Buffer.byteLength(text) === text.length && !text.includes("\r");
  return isPlain ? text : text.replaceAll("\r\n", "\n").normalize("NFC");
}
