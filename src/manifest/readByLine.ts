import { readJson } from "../text/readJson.ts";
/** What a line of a manifest says: of one path, or of one environment's code. */
export type ManifestEntry =
  | { readonly kind: "file"; readonly path: string; readonly hash: string; conflicted?: boolean }
  | { readonly kind: "digest" | "held"; readonly environment: string; readonly digest: string };

const sectionLine = /^\s*"(\w+)"\s*:\s*\{/;
const entryLine = /^\s*("(?:[^"\\]|\\.)*")\s*:(.*)$/;

/**
 * Reads a manifest that is not JSON, because a merge has left conflict marks in it: each line that says something is
 * taken up, whichever side it is of.
 *
 * @param environment whose manifest it is; absent: that of files of no environment
 */
export function readByLine(text: string, environment?: string): ManifestEntry[] {
  const entries: ManifestEntry[] = [];
  let section = "";
  /** What was found since the last opening mark; `undefined` outside of a conflict. */
  let between: ManifestEntry[] | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith("<<<<<<<")) between = [];
    else if (line.startsWith(">>>>>>>")) {
      // Only between two marks: one that nobody closed says nothing of all that follows it.
      for (const entry of between ?? []) if (entry.kind === "file") entry.conflicted = true;
      between = undefined;
    }
    section = sectionLine.exec(line)?.[1] ?? section;
    const [, quoted = "", values = ""] = entryLine.exec(line) ?? [];
    const name = quoted && unquoted(quoted);
    if (!name) continue;
    for (const [, kind, hash = ""] of values.matchAll(/"(sha256:)?([0-9a-f]{64})"/g)) {
      const entry: ManifestEntry = kind
        ? code(environment === undefined ? section : name, environment ?? name, kind + hash)
        : { kind: "file", path: name, hash };
      entries.push(entry);
      between?.push(entry);
    }
  }
  return entries;
}

function code(section: string, environment: string, digest: string): ManifestEntry {
  return { kind: section === "held" ? "held" : "digest", environment, digest };
}

function unquoted(quoted: string): string {
  return String(readJson(quoted) ?? "");
}
