/** What a path is on disk, links not followed. */
export type EntryKind = "file" | "directory" | "link" | "other";

/** What a link leads to. */
export type LinkTarget = { readonly path: string; readonly kind: EntryKind } | "outside" | "broken";

/** A directory's entry. */
export interface Entry {
  readonly name: string;
  readonly kind: EntryKind;
}

/**
 * Read access to the disk. Paths are relative to the project's root, with `/`; "" is the root.
 * Reading what is not there, or a folder, gives `undefined`; everything else that the system refuses throws.
 */
export interface Files {
  read(path: string): Uint8Array | undefined;
  /** Sorted by name, code unit by code unit. A directory that is not there is empty. */
  list(path: string): readonly Entry[];
  kind(path: string): EntryKind | undefined;
  /** Where a link leads: a path below the root, out of it, or nowhere. Absent: links lead nowhere. */
  follow?(path: string): LinkTarget;
  /** Whether a file is executable. Absent: not known. */
  isExecutable?(path: string): boolean;
}

/** What was read of files, by path. */
export interface FileReads {
  /** The SHA-256 of what was read; `undefined` where nothing was. */
  readonly contents: ReadonlyMap<string, string | undefined>;
  /** Folders that were listed. */
  readonly folders: ReadonlyMap<string, readonly Entry[]>;
}

/** Every file below a directory, sorted, links and other special entries left out. */
export function walk(files: Files, directory: string): string[] {
  const found: string[] = [];
  for (const entry of files.list(directory)) {
    const path = directory === "" ? entry.name : `${directory}/${entry.name}`;
    if (entry.kind === "directory") found.push(...walk(files, path));
    else if (entry.kind === "file") found.push(path);
  }
  return found;
}

/** A file's text, or `undefined` where there is no such file, or its bytes are not UTF-8. */
export function readText(files: Pick<Files, "read">, path: string): string | undefined {
  const bytes = files.read(path);
  return bytes && decodeText(bytes);
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A file's text, or `undefined` where its bytes are not UTF-8. A byte order mark is kept. */
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}
