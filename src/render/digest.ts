import { createHash } from "node:crypto";
import { posix } from "node:path";
import { compareText } from "../diagnostics/diagnostic.ts";
import { format } from "../hcl/format.ts";
import { literal } from "../hcl/literal.ts";
import type { Environment } from "../resolve/environment.ts";
import { withHeader } from "./fileKind.ts";
import type { Output } from "./render.ts";

/** SHA-256 of a file's bytes, in hexadecimal digits. */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/**
 * The digest of each environment, `sha256:` and 64 hexadecimal digits: over its rendered files and
 * those of the modules that they call, and that these call. It changes exactly when something changes that
 * Terraform would read. And the file of each environment that declares the digest as an output,
 * so that an applied state says which code it came from.
 */
export function digestOutputs(
  made: readonly Output[],
  environments: readonly Environment[],
): { readonly digests: ReadonlyMap<string, string>; readonly outputs: readonly Output[] } {
  const folders = new Map<string, Output[]>();
  for (const output of made) {
    // Terraform does not read what is written for people.
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
    const result = { hash: hashFolder(files), calls: calledFolders(files) };
    hashed.set(folder, result);
    return result;
  };
  const digests = new Map<string, string>();
  const outputs: Output[] = [];
  for (const environment of environments) {
    const reached = reachable(`environments/${environment.name}`, (folder) => hash(folder).calls);
    const lines = reached.map((folder) => `${folder} ${hash(folder).hash}\n`);
    const digest = `sha256:${sha256(lines.join(""))}`;
    digests.set(environment.name, digest);
    outputs.push(digestFile(environment, digest));
  }
  return { digests, outputs };
}

interface FolderHash {
  readonly hash: string;
  readonly calls: readonly string[];
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

/** A module call of a local folder, in HCL or JSON. A registry's source has no leading dot. */
const localSource = /(?<![\w.-])"?source"?[ \t]*[=:][ \t]*"(\.\.?\/[^"$%]*)"/g;

function calledFolders(files: readonly Output[]): string[] {
  return files.flatMap(({ path, content }) =>
    typeof content === "string" && /\.tf(?:\.json)?$/.test(path)
      ? [...content.matchAll(localSource)].map(([, source = ""]) =>
          posix.join(posix.dirname(path), source).replace(/\/$/, ""),
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

function digestFile({ name, file, stack }: Environment, digest: string): Output {
  const path = `environments/${name}/terraloom.tf`;
  const formatted = format(`output "terraloom" {
description = "The code that this state was applied from, as generated/manifest.json names it"
value = ${literal({ digest, environment: name, stack: stack.name })}
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
