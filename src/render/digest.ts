import { posix } from "node:path";
import { compareText } from "../diagnostics/diagnostic.ts";
import { format } from "../hcl/format.ts";
import { literal } from "../hcl/literal.ts";
import type { Environment, Held } from "../model/environment.ts";
import type { Output, Rendered } from "../model/rendered.ts";
import { sha256 } from "../text/sha256.ts";
import { withHeader } from "./fileKind.ts";
import { heldDigest, heldIn } from "./held.ts";

/**
 * The digest of each environment, `sha256:` and 64 hexadecimal digits: over its rendered files and
 * those of the modules that they call, and that these call. It changes exactly when something changes that
 * Terraform would read. And the file of each environment that declares the digest as an output, so that an
 * applied state says which code it came from, and what it holds: a value that was brought back makes the code what
 * it was once, and nobody could tell the two apart.
 */
export function digestOutputs(
  made: readonly Output[],
  environments: readonly Environment[],
): Pick<Rendered, "digests" | "held"> & { readonly outputs: readonly Output[] } {
  const folders = new Map<string, Output[]>();
  for (const output of made) {
    // Terraform does not read what is written for people, unless code names it.
    if (output.kind === "text" && output.path.endsWith(".md")) continue;
    for (const folder of foldersOf(output)) {
      const files = folders.get(folder);
      if (files) files.push(output);
      else folders.set(folder, [output]);
    }
  }
  const hashed = new Map<string, FolderHash>();
  const hash = (folder: string): FolderHash => {
    const known = hashed.get(folder);
    if (known) return known;
    const files = folders.get(folder) ?? [];
    const result = {
      hash: hashFolder(files),
      calls: pathsIn(files, localSource),
      named: pathsIn(files, namedFile),
    };
    hashed.set(folder, result);
    return result;
  };
  const digests = new Map<string, string>();
  const held = new Map<string, string>();
  const outputs: Output[] = [];
  for (const environment of environments) {
    const reached = reachable(`environments/${environment.name}`, (folder) => hash(folder).calls);
    const named = new Set(reached.flatMap((folder) => hash(folder).named));
    const lines = reached.map((folder) => `${folder} ${hash(folder).hash}\n`);
    for (const { path, content } of made) {
      if (named.has(path)) lines.push(`${path} ${sha256(content)}\n`);
    }
    const digest = `sha256:${sha256(lines.join(""))}`;
    digests.set(environment.name, digest);
    const holds = heldIn(environment);
    const holding = heldDigest(holds);
    if (holding !== undefined) held.set(environment.name, holding);
    outputs.push(digestFile(environment, digest, holds));
  }
  return { digests, held, outputs };
}

interface FolderHash {
  readonly hash: string;
  /** Folders of modules. */
  readonly calls: readonly string[];
  /** Files that code names, in the folder or elsewhere. */
  readonly named: readonly string[];
}

function hashFolder(files: readonly Output[]): string {
  const lines = files.map(({ path, content }) => `${path} ${sha256(content)}\n`);
  return sha256(lines.sort(compareText).join(""));
}

/** The folders that hold a file: a module may read what lies further below it, such as a script. */
function foldersOf({ path, environment }: Output): string[] {
  if (environment !== undefined) return [`environments/${environment}`];
  const names = path.split("/").slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join("/"));
}

const gap = "(?:[ \\t]|/\\*.*?\\*/)*";

/** A module call of a local folder, in HCL or JSON. A registry's source has no leading dot. */
const localSource = new RegExp(`(?<![\\w.-])"?source"?${gap}[=:]${gap}"(\\.\\.?/[^"$%]*)"`, "g");

/** A file that code names from its own folder on, wherever it lies. */
const namedFile = /\$\{path\.module\}\/([^"$%]+)"/g;

/** What a pattern's group finds in code, as paths below generated/. */
function pathsIn(files: readonly Output[], pattern: RegExp): string[] {
  return files.flatMap(({ path, content }) =>
    typeof content === "string" && /\.tf(?:\.json)?$/.test(path)
      ? [...content.matchAll(pattern)].map(([, named = ""]) =>
          posix.join(posix.dirname(path), named).replace(/\/$/, ""),
        )
      : [],
  );
}

/** A folder and all that it calls, sorted. */
function reachable(start: string, calls: (folder: string) => readonly string[]): string[] {
  const seen = new Set<string>();
  const waiting = [start];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    if (seen.has(folder)) continue;
    seen.add(folder);
    waiting.push(...calls(folder));
  }
  return [...seen].sort(compareText);
}

function digestFile(
  { name, file, stack }: Environment,
  digest: string,
  holds: readonly Held[],
): Output {
  const path = `environments/${name}/terraloom.tf`;
  const held = holds.length > 0 ? { held: holds.map((hold) => ({ ...hold })) } : {};
  const value = { digest, environment: name, stack: stack.name, ...held };
  const formatted = format(`output "terraloom" {
description = "The code that this state was applied from, as generated/manifest.json names it"
value = ${literal(value)}
}
`);
  const text = "text" in formatted ? formatted.text : "";
  return {
    path,
    content: withHeader(path, [file], text),
    kind: "hcl",
    source: "terraloom's own digest output",
    environment: name,
  };
}
