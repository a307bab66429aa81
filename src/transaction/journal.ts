import { randomBytes } from "node:crypto";
import { posix } from "node:path";
import { readJson } from "../text/readJson.ts";

/** The folder of a run that writes: it exists during the run, or after it was killed. Git ignores it. */
export const runDirectory = ".terraloom-run";

/** Of a run that prepares: none of the project's files was changed. */
export const preparingFile = `${runDirectory}/preparing.json`;

/** Of a run that has all it needs beside the project's files, and puts it in their place. */
export const committedFile = `${runDirectory}/committed.json`;

/** What a run changes. Paths are relative to the project's root. */
export interface Journal {
  /** Random: no other run has it. */
  readonly token: string;
  /** Folders that are made, those further out first. */
  readonly folders: readonly string[];
  readonly changes: readonly JournalChange[];
}

/** A file that changes, and the SHA-256 of what it was and what it is to be; `null` where it is not there. */
export interface JournalChange {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

export function newToken(): string {
  return randomBytes(8).toString("hex");
}

/** The file beside a changed one that has its new content until it takes its place. */
export function temporaryPath(token: string, index: number, path: string): string {
  return posix.join(posix.dirname(path), `.terraloom-${token}-${index}.tmp`);
}

/** Whether a file's name is that of a temporary file, which is never a source. */
export function isTemporaryName(name: string): boolean {
  return /^\.terraloom-[0-9a-f]{16}-\d+\.tmp$/.test(name);
}

/** Reads a journal. It is untrusted input: with a path that leads out of the project, all of it is ignored. */
export function parseJournal(text: string): Journal | undefined {
  const journal = parse(text);
  if (!journal || !/^[0-9a-f]{16}$/.test(String(journal.token))) return undefined;
  const { folders, changes } = journal;
  if (!Array.isArray(folders) || !Array.isArray(changes)) return undefined;
  const isWhole =
    folders.every(isInside) &&
    changes.every(
      (change) => isInside(change?.path) && isHash(change.before) && isHash(change.after),
    );
  return isWhole ? journal : undefined;
}

function parse(text: string): Journal | undefined {
  const value = readJson(text);
  return typeof value === "object" && value !== null ? (value as Journal) : undefined;
}

function isInside(path: unknown): boolean {
  return (
    typeof path === "string" &&
    !/[\\\0]|^[A-Za-z]:/.test(path) &&
    path.split("/").every((part) => part !== "" && part !== "." && part !== "..")
  );
}

function isHash(hash: unknown): boolean {
  return hash === null || (typeof hash === "string" && /^[0-9a-f]{64}$/.test(hash));
}
