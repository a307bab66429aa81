import { posix } from "node:path";
import { compareText } from "../diagnostics/diagnostic.ts";
import { ownVersion } from "../files/ownVersion.ts";
import { type Manifest, printManifest } from "../manifest/manifest.ts";
import { listedPath, manifestFile } from "../manifest/paths.ts";
import { readManifests } from "../manifest/readManifests.ts";
import { decodeText, type EntryKind, type FileReads, type Files } from "../model/files.ts";
import { folderOf, type Layout } from "../model/layout.ts";
import type { Output, Rendered } from "../model/rendered.ts";
import type { ManifestStep, Step } from "../model/step.ts";
import { outputHash } from "../render/outputHash.ts";
import { equalBytes } from "../text/equalBytes.ts";
import { sha256 } from "../text/sha256.ts";

/** All steps of a run, sorted by path. */
export interface Plan {
  readonly steps: readonly Step[];
  /** The shared manifest last. */
  readonly manifests: readonly ManifestStep[];
  readonly before: Manifest;
  /** Existing manifests that cannot be read: whether their files were changed by hand is not known. */
  readonly unreadable: readonly string[];
  readonly layout: Layout;
}

/**
 * Compares rendered files with those on disk: `generate` applies the result, `check` prints it.
 *
 * @param listed contents of folders, as far as they were just listed
 */
export function plan(
  rendered: Rendered,
  files: Files,
  listed: FileReads["folders"] = new Map(),
): Plan {
  const { outputs, layout } = rendered;
  const { texts, unreadable, ...before } = readManifests(files, layout);
  const steps: Step[] = [];
  const standing = whatStands(files, listed);
  for (const output of outputs.values()) steps.push(compare(output, files, before, standing));
  for (const path of before.files.keys()) {
    if (outputs.has(path)) continue;
    const step = compareOrphan(path, files, before, standing);
    if (step) steps.push(step);
  }
  const manifests: ManifestStep[] = [];
  // Another version that makes the same files leaves no trace in the repository.
  const changes = steps.some(({ action }) => action !== "unchanged");
  const version = changes ? ownVersion() : (before.version ?? ownVersion());
  for (const [path, text] of printManifests(rendered, version)) {
    const { by } = standing(path);
    const old = texts.get(path);
    if (by !== undefined) steps.push({ action: "blocked", path, by });
    manifests.push({ path, text, ...(old === undefined ? {} : { old }) });
  }
  const wanted = new Set(manifests.map(({ path }) => path));
  const stray = [...texts].filter(([path]) => !wanted.has(path));
  steps.sort((a, b) => compareText(a.path, b.path));
  return {
    steps,
    manifests: [...stray.map(([path, old]) => ({ path, old })), ...manifests],
    before,
    unreadable,
    layout,
  };
}

/** Manifests that are not current although every file is: a file that differs makes its manifest differ too. */
export function staleManifests({ steps, manifests }: Plan): readonly string[] {
  if (steps.some(({ action }) => action !== "unchanged")) return [];
  return manifests.filter(({ text, old }) => text !== old).map(({ path }) => path);
}

/** The text of every manifest by its path, the shared one last. */
function printManifests(
  { layout, outputs, digests, held }: Rendered,
  version: string,
): ReadonlyMap<string, string> {
  const files = new Map<string | undefined, Map<string, string>>();
  for (const environment of [...digests.keys(), undefined]) files.set(environment, new Map());
  for (const output of outputs.values()) {
    const path = listedPath(layout, output.path);
    files.get(output.environment)?.set(path, outputHash(output));
  }
  return new Map(
    [...files].map(([environment, listed]) => {
      const codes =
        environment === undefined
          ? { version }
          : { digest: digests.get(environment), held: held.get(environment) };
      return [manifestFile(layout, environment), printManifest({ ...codes, files: listed })];
    }),
  );
}

function compare(output: Output, files: Files, before: Manifest, standing: WhatStands): Step {
  const { path } = output;
  const { by, isThere } = standing(path);
  if (by !== undefined) return { action: "blocked", path, output, by };
  const old = isThere ? files.read(path) : undefined;
  if (!old) return { action: "create", path, output, restored: before.files.has(path) };
  const isRightMode =
    output.executable === undefined ||
    files.isExecutable === undefined ||
    files.isExecutable(path) === output.executable;
  if (equalBytes(old, output.content)) {
    return isRightMode
      ? { action: "unchanged", path, output }
      : { action: "update", path, output, old, modeAlone: true };
  }
  if (isOurs(path, old, before)) return { action: "update", path, output, old };
  // Other line ends of a checkout are not an edit by hand.
  const plain = before.files.has(path) ? withoutReturns(old) : old;
  const lineEnds =
    plain !== old && !Buffer.from(output.content).includes("\r\n")
      ? ({ lineEnds: true } as const)
      : {};
  return equalBytes(plain, output.content) || isOurs(path, plain, before)
    ? { action: "update", path, output, old, ...lineEnds }
    : { action: "edited", path, output, old, orphan: false, ...lineEnds };
}

function compareOrphan(
  path: string,
  files: Files,
  before: Manifest,
  standing: WhatStands,
): Step | undefined {
  const { by, isThere } = standing(path);
  // A generated file was replaced by a link or a folder: it is not removed.
  if (by !== undefined || !isThere) return undefined;
  const old = files.read(path);
  if (!old) return undefined;
  return isOurs(path, old, before) || isOurs(path, withoutReturns(old), before)
    ? { action: "delete", path, old }
    : { action: "edited", path, old, orphan: true };
}

/**
 * Whether no edit by hand is lost when the file is replaced: it is as a run wrote it, or a merge made it
 * (it holds conflict marks, or its line in the manifest does), and git keeps what both sides were.
 */
function isOurs(path: string, content: Uint8Array, before: Manifest): boolean {
  return (
    before.files.get(path)?.has(sha256(content)) === true ||
    before.conflicted.has(path) ||
    (before.files.has(path) && /^<{7} .*^>{7} /ms.test(decodeText(content) ?? ""))
  );
}

/** Whether there is a file at a path; `by`: what is there, or above it, if it is neither a file nor a folder. */
interface Standing {
  readonly isThere: boolean;
  readonly by?: string;
}

type WhatStands = (path: string) => Standing;

function whatStands(files: Files, listed: FileReads["folders"]): WhatStands {
  const folders = new Map<string, Standing>([["", { isThere: true }]]);
  // Of the folder that was asked for last: files come sorted by path.
  let last: string | undefined;
  let kinds = new Map<string, EntryKind>();
  const standingFolder = (path: string): Standing => {
    const known = folders.get(path);
    if (known) return known;
    const above = standingFolder(folderOf(path));
    const kind = above.isThere ? files.kind(path) : undefined;
    const isFolder = kind === "directory";
    const isInTheWay = kind !== undefined && !isFolder;
    const found = isInTheWay
      ? { isThere: false, by: `a ${kind} at ${path}` }
      : { isThere: isFolder };
    const standing = above.by === undefined ? found : above;
    folders.set(path, standing);
    return standing;
  };
  return (path) => {
    const folder = folderOf(path);
    const above = standingFolder(folder);
    if (!above.isThere) return above;
    if (folder !== last) kinds = new Map(listed.get(folder)?.map(({ name, kind }) => [name, kind]));
    last = folder;
    // A disk that ignores case finds a file by other names too.
    const kind = kinds.get(posix.basename(path)) ?? files.kind(path);
    if (kind === undefined || kind === "file") return { isThere: kind === "file" };
    return {
      isThere: false,
      by: `${kind === "other" ? "something that is no file" : `a ${kind}`} at ${path}`,
    };
  };
}

/** A text as it would be with plain line ends; itself where it has them. */
function withoutReturns(bytes: Uint8Array): Uint8Array {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes("\r\n")
    ? Buffer.from(Buffer.from(bytes).toString("latin1").replaceAll("\r\n", "\n"), "latin1")
    : bytes;
}
