import { type Files, readText } from "../model/files.ts";
import { type Layout, recordFile } from "../model/layout.ts";
import { readJson } from "../text/readJson.ts";
import { type CiSystem, ciSystems, type RepositorySetup, usualBranch } from "./repositorySetup.ts";

/** What init wrote around a project, so that a later version can tell a person's changes from its own. */
export interface InitRecord {
  readonly ci: CiSystem;
  /** The main branch; absent: the default one. */
  readonly branch?: string;
  /** By environment. */
  readonly owners: Readonly<Record<string, string>>;
  /** The texts as init wrote them, by path from the repository's root. */
  readonly texts: Readonly<Record<string, string>>;
}

/** Where the record is, below the project's root. */
export function recordPath(layout: Layout): string {
  return recordFile(layout, "init.json");
}

/** The record's text. */
export function printRecord(
  { ci, owners, branch }: Pick<RepositorySetup, "ci" | "owners" | "branch">,
  texts: ReadonlyMap<string, string>,
): string {
  const sorted = Object.fromEntries([...texts].sort(([a], [b]) => (a < b ? -1 : 1)));
  const record: InitRecord = {
    ci,
    ...(branch === usualBranch ? {} : { branch }),
    owners: Object.fromEntries(owners),
    texts: sorted,
  };
  return `${JSON.stringify(record, undefined, 2)}\n`;
}

/** The record of a project; `undefined` where there is none that can be read. */
export function readRecord(files: Files, path: string): InitRecord | undefined {
  const record = readJson(readText(files, path) ?? "");
  return isRecord(record) ? record : undefined;
}

function isRecord(value: unknown): value is InitRecord {
  if (typeof value !== "object" || value === null) return false;
  const { ci, branch, owners, texts } = value as Partial<Record<keyof InitRecord, unknown>>;
  const isBranch = branch === undefined || typeof branch === "string";
  return isBranch && ciSystems.some((one) => one === ci) && isTexts(owners) && isTexts(texts);
}

function isTexts(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.values(value).every((text) => typeof text === "string")
  );
}
