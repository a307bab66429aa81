import { compareText } from "../diagnostics/diagnostic.ts";
import type { Entry, EntryKind, Files } from "../model/files.ts";
import { type Result, success } from "../model/result.ts";
import { askGit } from "./git.ts";
import { contentsOf } from "./objects.ts";

interface Blob {
  readonly kind: EntryKind;
  readonly object: string;
}

/**
 * The files below a folder as they were at a commit. The work tree is neither read nor changed.
 * All contents are read at once, by one git: a process for each file would take seconds.
 *
 * @param wanted which files, by their paths below the folder; the others are as if they were not there
 */
export function filesAt(
  root: string,
  commit: string,
  wanted: (path: string) => boolean = () => true,
): Result<Files> {
  const tree = askGit(root, ["ls-tree", "-r", "-z", commit]);
  if (!tree.ok) return tree;
  const blobs = readTree(tree.value.toString(), wanted);
  const contents = contentsOf(
    root,
    [...blobs.values()].map(({ object }) => object),
  );
  return contents.ok ? success(readOnly(blobs, contents.value)) : contents;
}

/** Git's file modes. @see https://git-scm.com/docs/git-fast-import#_filemodify */
const kinds: Readonly<Record<string, EntryKind>> = {
  "100644": "file",
  "100755": "file",
  "120000": "link",
};

function readTree(listing: string, wanted: (path: string) => boolean): ReadonlyMap<string, Blob> {
  const blobs = new Map<string, Blob>();
  for (const line of listing.split("\0")) {
    const [, mode = "", object = "", path = ""] =
      /^(\d+) blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
    if (isInside(path) && wanted(path)) blobs.set(path, { kind: kinds[mode] ?? "other", object });
  }
  return blobs;
}

/** A tree that was not made by git may contain any name. */
function isInside(path: string): boolean {
  return path.split("/").every((step) => step !== "" && step !== "." && step !== "..");
}

function readOnly(
  blobs: ReadonlyMap<string, Blob>,
  contents: ReadonlyMap<string, Uint8Array>,
): Files {
  const directories = directoriesOf(blobs);
  return {
    read(path) {
      const blob = blobs.get(path);
      return blob?.kind === "file" ? contents.get(blob.object) : undefined;
    },
    list: (path) => directories.get(path) ?? [],
    kind: (path) => (directories.has(path) ? "directory" : blobs.get(path)?.kind),
  };
}

/** Git lists only files; folders are derived from their paths. */
function directoriesOf(blobs: ReadonlyMap<string, Blob>): ReadonlyMap<string, readonly Entry[]> {
  const directories = new Map<string, Map<string, EntryKind>>();
  for (const [path, { kind }] of blobs) {
    const steps = path.split("/");
    for (const [depth, name] of steps.entries()) {
      const above = steps.slice(0, depth).join("/");
      const entries = directories.get(above) ?? new Map<string, EntryKind>();
      directories.set(above, entries.set(name, depth === steps.length - 1 ? kind : "directory"));
    }
  }
  return new Map(
    [...directories].map(([path, entries]) => [
      path,
      [...entries]
        .map(([name, kind]) => ({ name, kind }))
        .sort((a, b) => compareText(a.name, b.name)),
    ]),
  );
}
