import { compareText } from "../diagnostics/diagnostic.ts";
import { isSource } from "../model/layout.ts";
import { jsonObject } from "../model/value.ts";
import { readJson } from "../text/readJson.ts";

/** What runs have made, as the next one finds it: what one manifest says, or all of them together. */
export interface Manifest {
  /**
   * By path, the SHA-256 of what was written there. There is more than one after a merge (both sides'): a file with any
   * of them is terraloom's own.
   */
  readonly files: ReadonlyMap<string, ReadonlySet<string>>;
  /** Paths whose line stood between the marks of a merge conflict. */
  readonly conflicted: ReadonlySet<string>;
  /** By environment. */
  readonly digests: ReadonlyMap<string, string>;
  /** By environment with holds: the digest of the holds. */
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

/** The mark that opens or closes a merge conflict, or a member's name with what follows its colon. */
const pieces = /^(<{7}|>{7})|("(?:[^"\\\n]|\\.)*(?:"|$))(?:\s*:\s*(\{|\[[^\]]*|"[^"\n]*"))?/gm;

/**
 * Reads a manifest, however it is laid out. It need be no JSON: a merge may have left conflict marks in it, and then what
 * both sides made is taken up. It is untrusted input: a path that leaves generated/ is not.
 *
 * @param environment whose manifest it is; absent: that of files of no environment. Before there was one for
 *   each environment, that one listed all of them and their digests
 */
export function parseManifest(text: string, environment?: string): Manifest {
  const files = new Map<string, Set<string>>();
  const conflicted = new Set<string>();
  const digests = new Map<string, string>();
  const held = new Map<string, string>();
  let version: string | undefined;
  let section = "";
  /** Paths since the last opening mark; `undefined` outside of a conflict. */
  let between: string[] | undefined;
  for (const [, mark, quoted = "", value = ""] of text.matchAll(pieces)) {
    if (mark) {
      // Only between two marks: one that nobody closed says nothing of all that follows it.
      if (mark.startsWith(">")) for (const path of between ?? []) conflicted.add(path);
      between = mark.startsWith("<") ? [] : undefined;
    }
    const name = String(readJson(quoted) ?? "");
    if (value === "{") section = name;
    if (name === "version") version ??= /^"(\d+\.\d+\.\d+[\w.+-]*)"$/.exec(value)?.[1];
    for (const [, kind, hash = ""] of value.matchAll(/"(sha256:)?([0-9a-f]{64})"/g)) {
      if (kind) {
        const isHeld = (environment === undefined ? section : name) === "held";
        (isHeld ? held : digests).set(environment ?? name, kind + hash);
      } else if (isSafePath(name)) {
        files.set(name, (files.get(name) ?? new Set()).add(hash));
        between?.push(name);
      }
    }
  }
  return { files, conflicted, digests, held, version };
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

export interface ManifestContent {
  /** Of the environment whose manifest it is. */
  readonly digest?: string | undefined;
  readonly held?: string | undefined;
  /** In the manifest of files of no environment. */
  readonly version?: string | undefined;
  /** By path, the SHA-256 of what was written there. */
  readonly files: ReadonlyMap<string, string>;
}

/** The text of a manifest: sorted, a line a file, so that merges and reviews stay small. */
export function printManifest({ digest, held, version, files }: ManifestContent): string {
  const lines = [...files]
    .sort(([a], [b]) => compareText(a, b))
    .map(([path, hash]) => `\n    ${JSON.stringify(path)}: "${hash}"`);
  const code = (name: string, value: string | undefined): string =>
    value === undefined ? "" : `\n  "${name}": "${value}",`;
  return `{
  "comment": "Generated by terraloom: what it made and with which content. After a merge conflict here, run: npx terraloom generate",${code("version", version)}${code("digest", digest)}${code("held", held)}
  "files": {${lines.join(",")}
  }
}
`;
}
