import type { Files } from "../model/files.ts";

/** Thrown if something that was left out is needed. */
export class LeftOut extends Error {}

/** What is left out, by paths relative to the project's root. */
export interface LeaveOut {
  readonly files: ReadonlySet<string>;
  /** Folders with all that is in them. */
  readonly folders: ReadonlySet<string>;
}

/** Files without some of them: those are not listed, and reading one throws. */
export function leaveOut(files: Files, { files: left, folders }: LeaveOut): Files {
  const isLeftOut = (path: string): boolean => {
    if (left.has(path)) return true;
    for (let at = path; at !== ""; at = at.slice(0, Math.max(at.lastIndexOf("/"), 0))) {
      if (folders.has(at)) return true;
    }
    return false;
  };
  const allowed = (path: string): string => {
    if (isLeftOut(path)) throw new LeftOut(path);
    return path;
  };
  return {
    ...files,
    read: (path) => files.read(allowed(path)),
    kind: (path) => files.kind(allowed(path)),
    list(path) {
      const above = path === "" ? "" : `${path}/`;
      return files.list(allowed(path)).filter(({ name }) => !isLeftOut(above + name));
    },
  };
}
