import { compareText } from "../diagnostics/diagnostic.ts";
import { decodeText, type Files } from "../files/files.ts";
import { sha256 } from "../render/digest.ts";
import type { Output, Rendered } from "../render/render.ts";
import {
  emptyManifest,
  type Manifest,
  manifestPath,
  parseManifest,
  printManifest,
} from "./manifest.ts";

/** The folder of committed output. */
export const generatedDirectory = "generated";

/** The folder that an environment is applied from, relative to the project's root. */
export function environmentDirectory(name: string): string {
  return `${generatedDirectory}/environments/${name}`;
}

/**
 * What is to be done with one path below generated/.
 *
 * - `create`: it is not there. `restored` tells that it once was made and is gone.
 * - `update`: it is as terraloom last wrote it, and that is no longer what it should be.
 * - `delete`: terraloom made it, and no longer would.
 * - `unchanged`: it is what it should be.
 * - `edited`: it is neither what it should be nor what terraloom last wrote: somebody's work.
 *   `orphan` tells that terraloom would no longer make it.
 * - `blocked`: something stands there, or above it, that is no file: a link, a folder.
 */
export type Step =
  | {
      readonly action: "create";
      readonly path: string;
      readonly output: Output;
      readonly restored: boolean;
    }
  | {
      readonly action: "update";
      readonly path: string;
      readonly output: Output;
      readonly old: Uint8Array;
    }
  | { readonly action: "delete"; readonly path: string; readonly old: Uint8Array }
  | { readonly action: "unchanged"; readonly path: string; readonly output: Output }
  | {
      readonly action: "edited";
      readonly path: string;
      readonly output?: Output;
      readonly old: Uint8Array;
      readonly orphan: boolean;
    }
  | {
      readonly action: "blocked";
      readonly path: string;
      readonly output?: Output;
      readonly by: string;
    };

/** All that a run would do, sorted by path, the manifest included. */
export interface Plan {
  readonly steps: readonly Step[];
  /** The manifest as it will be. */
  readonly manifest: string;
  readonly manifestIsCurrent: boolean;
  readonly before: Manifest;
}

/** The comparison of what should be with what is: `generate` applies it, `--check` prints it. There is no other. */
export function plan({ outputs, ...codes }: Rendered, files: Files): Plan {
  const manifestFile = files.read(`${generatedDirectory}/${manifestPath}`);
  const manifestText = manifestFile && decodeText(manifestFile);
  const before = manifestText === undefined ? emptyManifest : parseManifest(manifestText);
  const steps: Step[] = [];
  const hashes: [string, string][] = [];
  const blocked = blockedPaths(files);
  for (const output of outputs.values()) {
    hashes.push([output.path, sha256(output.content)]);
    steps.push(compare(output, files, before, blocked));
  }
  for (const path of before.files.keys()) {
    if (outputs.has(path)) continue;
    const step = compareOrphan(path, files, before, blocked);
    if (step) steps.push(step);
  }
  const manifest = printManifest(hashes, codes);
  steps.sort((a, b) => compareText(a.path, b.path));
  return { steps, manifest, manifestIsCurrent: manifest === manifestText, before };
}

function compare(output: Output, files: Files, before: Manifest, blocked: BlockedBy): Step {
  const { path } = output;
  const by = blocked(path);
  if (by !== undefined) return { action: "blocked", path, output, by };
  const old = files.read(`${generatedDirectory}/${path}`);
  if (!old) return { action: "create", path, output, restored: before.files.has(path) };
  if (equalBytes(old, output.content)) return { action: "unchanged", path, output };
  if (isOurs(path, old, before)) return { action: "update", path, output, old };
  return { action: "edited", path, output, old, orphan: false };
}

function compareOrphan(
  path: string,
  files: Files,
  before: Manifest,
  blocked: BlockedBy,
): Step | undefined {
  const by = blocked(path);
  // What was ours has become a link or a folder: it is not ours to remove.
  if (by !== undefined) return undefined;
  const old = files.read(`${generatedDirectory}/${path}`);
  if (!old) return undefined;
  return isOurs(path, old, before)
    ? { action: "delete", path, old }
    : { action: "edited", path, old, orphan: true };
}

/**
 * Whether nobody's work is lost when the file is replaced: it is as a run wrote it, or a merge made it
 * (it holds conflict marks, or its line in the manifest does), and git keeps what both sides were.
 */
function isOurs(path: string, content: Uint8Array, before: Manifest): boolean {
  return (
    before.files.get(path)?.has(sha256(content)) === true ||
    before.conflicted.has(path) ||
    (before.files.has(path) && /^<{7} .*^>{7} /ms.test(decodeText(content) ?? ""))
  );
}

type BlockedBy = (path: string) => string | undefined;

/** What stands at a path, or above it, and is neither a file nor a folder to write into. */
function blockedPaths(files: Files): BlockedBy {
  const folders = new Map<string, string | undefined>();
  const folderIsBlocked = (folder: string): string | undefined => {
    if (folders.has(folder)) return folders.get(folder);
    const above = folder.lastIndexOf("/");
    const blockedAbove = above < 0 ? undefined : folderIsBlocked(folder.slice(0, above));
    const kind = blockedAbove ?? files.kind(folder);
    const isFine = kind === undefined || kind === "directory";
    const result = blockedAbove ?? (isFine ? undefined : `a ${kind} at ${folder}`);
    folders.set(folder, result);
    return result;
  };
  return (path) => {
    const full = `${generatedDirectory}/${path}`;
    const above = folderIsBlocked(full.slice(0, full.lastIndexOf("/")));
    if (above !== undefined) return above;
    const kind = files.kind(full);
    return kind === undefined || kind === "file" ? undefined : `a ${kind} at ${full}`;
  };
}

function equalBytes(bytes: Uint8Array, content: string | Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).equals(
    Buffer.from(content as string),
  );
}
