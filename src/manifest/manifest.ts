import { compareText } from "../diagnostics/diagnostic.ts";
import { isSource } from "../model/layout.ts";
import { jsonObject } from "../model/value.ts";
import { readJson } from "../text/readJson.ts";
import { type ManifestEntry, readByLine } from "./readByLine.ts";

/** What runs have made, as the next one finds it: what one manifest says, or all of them together. */
export interface Manifest {
  /**
   * By path, the SHA-256 of what was written there. There is more than one while a run is under way (the old
   * and the new content) and after a merge (both sides'): a file with any of them is terraloom's own.
   */
  readonly files: ReadonlyMap<string, ReadonlySet<string>>;
  /** Paths whose line stood between the marks of a merge conflict. */
  readonly conflicted: ReadonlySet<string>;
  /** By environment. */
  readonly digests: ReadonlyMap<string, string>;
  /** By environment that holds something: the digest of its holds. */
  readonly held: ReadonlyMap<string, string>;
  /** The terraloom that last made a file differ: `1.2.3`. The manifest of files of no environment says it. */
  readonly version?: string | undefined;
}

export const emptyManifest: Manifest = {
  files: new Map(),
  conflicted: new Set(),
  digests: new Map(),
  held: new Map(),
};

/**
 * Reads a manifest: as JSON, however it is laid out; line by line where it is none, because a merge has left
 * conflict marks, so that what both sides made is known. It is untrusted input: a path that leaves generated/
 * is not taken up.
 *
 * @param environment whose manifest it is; absent: that of files of no environment. Before there was one for
 *   each environment, that one listed all of them and their digests
 */
export function parseManifest(text: string, environment?: string): Manifest {
  const files = new Map<string, Set<string>>();
  const conflicted = new Set<string>();
  const codes = { digest: new Map<string, string>(), held: new Map<string, string>() };
  const json = readJson(text);
  const { version } = jsonObject(json);
  for (const entry of entriesIn(json, environment) ?? readByLine(text, environment)) {
    if (entry.kind !== "file") codes[entry.kind].set(entry.environment, entry.digest);
    else if (isSafePath(entry.path)) {
      files.set(entry.path, (files.get(entry.path) ?? new Set()).add(entry.hash));
      if (entry.conflicted) conflicted.add(entry.path);
    }
  }
  return {
    files,
    conflicted,
    digests: codes.digest,
    held: codes.held,
    ...(typeof version === "string" && /^\d+\.\d+\.\d+[\w.+-]*$/.test(version) ? { version } : {}),
  };
}

/** Whether a text is a manifest, if of no file. */
export function isManifest(text: string): boolean {
  return "files" in jsonObject(readJson(text));
}

/** What several manifests say together. */
export function joinManifests(manifests: readonly Manifest[]): Manifest {
  const files = new Map<string, ReadonlySet<string>>();
  for (const [path, hashes] of manifests.flatMap((manifest) => [...manifest.files])) {
    const known = files.get(path);
    files.set(path, known ? new Set([...known, ...hashes]) : hashes);
  }
  return {
    files,
    conflicted: new Set(manifests.flatMap((manifest) => [...manifest.conflicted])),
    digests: new Map(manifests.flatMap((manifest) => [...manifest.digests])),
    held: new Map(manifests.flatMap((manifest) => [...manifest.held])),
    version: manifests.find(({ version }) => version !== undefined)?.version,
  };
}

function entriesIn(json: unknown, environment: string | undefined): ManifestEntry[] | undefined {
  if (json === undefined) return undefined;
  const { digest, held, files, environments } = jsonObject(json);
  const codes = (kind: "digest" | "held", values: unknown): ManifestEntry[] =>
    Object.entries(
      environment === undefined ? jsonObject(values) : { [environment]: values },
    ).flatMap(([name, value]) =>
      isDigest(value) ? [{ kind, environment: name, digest: value }] : [],
    );
  return [
    ...codes("digest", environment === undefined ? environments : digest),
    ...codes("held", held),
    ...Object.entries(jsonObject(files)).flatMap(([path, hashes]) =>
      [hashes]
        .flat()
        .filter(isHash)
        .map((hash) => ({ kind: "file" as const, path, hash })),
    ),
  ];
}

function isHash(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
}

function isDigest(value: unknown): value is string {
  return typeof value === "string" && /^sha256:[0-9a-f]{64}$/.test(value);
}

/**
 * Whether a path stays below the output folder, or, with a slash before it, the project's root, on any system, and is
 * none of the files that Terraform or git keeps there. From the root on it may be no source either.
 */
function isSafePath(path: string): boolean {
  const isOutside = path.startsWith("/");
  const segments = path.slice(isOutside ? 1 : 0).split("/");
  return (
    !(isOutside && isSource(segments)) &&
    !/[\\:\0]/.test(path) &&
    !/(?:^|\/)(?:\.git(?:\/|$)|\.terraform(?:\/|$)|\.terraform\.lock\.hcl$|[^/]*\.tfstate(?:\.|$))/.test(
      path,
    ) &&
    segments.every((segment) => segment !== "" && segment !== "." && segment !== "..")
  );
}

/** What one manifest is to say. */
export interface ManifestContent {
  /** Of the environment whose manifest it is. */
  readonly digest?: string | undefined;
  readonly held?: string | undefined;
  /** In the manifest of files of no environment. */
  readonly version?: string | undefined;
  /** By path, what was written there: one SHA-256, or the old and the new one. */
  readonly files: ReadonlyMap<string, Iterable<string>>;
}

/** The text of a manifest: sorted, a line a file, so that merges and reviews stay small. */
export function printManifest({ digest, held, version, files }: ManifestContent): string {
  const lines = [...files]
    .sort(([a], [b]) => compareText(a, b))
    .map(([path, hashes]) => {
      const texts = [...hashes].sort(compareText).map((hash) => `"${hash}"`);
      const value = texts.length === 1 ? texts.join() : `[${texts.join(", ")}]`;
      return `\n    ${JSON.stringify(path)}: ${value}`;
    });
  const code = (name: string, value: string | undefined): string =>
    value === undefined ? "" : `\n  "${name}": "${value}",`;
  return `{
  "comment": "Generated by terraloom: what it made and with which content. After a merge conflict here, run: npx terraloom generate",${code("version", version)}${code("digest", digest)}${code("held", held)}
  "files": {${lines.join(",")}
  }
}
`;
}
