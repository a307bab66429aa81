import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { type Files, readText } from "./files.ts";
import { failure, type Result, success } from "./result.ts";

/** A source file before and after: schema, spec, template, or code that is written by hand. */
export interface ChangedSource {
  /** Relative to the project's root. */
  readonly path: string;
  /** Absent: the file is new. */
  readonly before?: string;
  /** Absent: the file is removed. */
  readonly after?: string;
}

/** Source files that are being edited, in memory. An edit sees what the ones before it made. */
export interface Draft {
  /** `undefined` where there is no such file, or where it is not text. */
  readonly read: (path: string) => string | undefined;
  readonly write: (path: string, text: string) => void;
  readonly remove: (path: string) => void;
  /** All changes so far, in the order of the first edits. */
  readonly changes: () => readonly ChangedSource[];
  /** Notes what keeps an edit from being made. */
  readonly refuse: (...problems: readonly Diagnostic[]) => void;
  /** What a change came to, unless an edit of the draft was refused. */
  readonly result: <T>(value: T) => Result<T>;
}

/** Starts a draft. Each file is read once. */
export function draftOf(files: Files): Draft {
  const before = new Map<string, string | undefined>();
  const after = new Map<string, string | undefined>();
  const original = (path: string): string | undefined => {
    if (!before.has(path)) before.set(path, readText(files, path));
    return before.get(path);
  };
  const problems: Diagnostic[] = [];
  return {
    read: (path) => (after.has(path) ? after.get(path) : original(path)),
    write(path, text) {
      original(path);
      after.set(path, text);
    },
    remove(path) {
      original(path);
      after.set(path, undefined);
    },
    changes: () =>
      [...after]
        .filter(([path, text]) => before.get(path) !== text)
        .map(([path, text]) => {
          const old = before.get(path);
          return {
            path,
            ...(old === undefined ? {} : { before: old }),
            ...(text === undefined ? {} : { after: text }),
          };
        }),
    refuse: (...refused) => {
      problems.push(...refused);
    },
    result: (value) => (problems.length > 0 ? failure(...problems) : success(value)),
  };
}
