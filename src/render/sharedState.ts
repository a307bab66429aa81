import { posix } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { attributeNamed, plainText } from "../hcl/outline/find.ts";
import type { Block, Body, Outline } from "../hcl/outline/nodes.ts";
import { outline } from "../hcl/outline/outline.ts";
import { byStatements } from "../hcl/statements.ts";
import { appliedCodeFile } from "../model/layout.ts";
import type { Output, Rendered } from "../model/rendered.ts";
import type { CodeTree } from "./codeTree.ts";
import { oncePerShape } from "./oncePerShape.ts";

/**
 * What tells one state from another, by the backend's type: `is` must be written out, or the rest is given at `init`
 * and not known here; `where` may be left out, and is then the same default for all.
 */
const identities: Readonly<Record<string, { readonly is: string[]; readonly where?: string[] }>> = {
  s3: { is: ["bucket", "key"], where: ["endpoint", "endpoints"] },
  gcs: { is: ["bucket"], where: ["prefix"] },
  azurerm: { is: ["container_name", "key"], where: ["storage_account_name"] },
  consul: { is: ["path"], where: ["address"] },
  cos: { is: ["bucket"], where: ["prefix", "key"] },
  http: { is: ["address"] },
  kubernetes: { is: ["secret_suffix"], where: ["namespace", "config_context"] },
  oss: { is: ["bucket"], where: ["prefix", "key"] },
  pg: { is: ["conn_str"], where: ["schema_name"] },
};

/**
 * Environments that would keep their states in one place: what a copied spec does, and the worst that it can do.
 * Each would plan to destroy what the other has made.
 */
export function sharedStates(
  outputs: Iterable<Output>,
  tree: CodeTree,
): Pick<Rendered, "states" | "problems"> {
  const problems: Diagnostic[] = [];
  const states = new Map<string, string[]>();
  const holders = new Map<string, { readonly environment: string; readonly output: Output }>();
  for (const output of outputs) {
    const { environment, kind, path } = output;
    // The record of applied code is made after the tree, and names no backend.
    const file = posix.basename(path) === appliedCodeFile ? undefined : tree.file(path);
    if (environment === undefined || kind !== "hcl" || !file || !mayNameBackend(file)) continue;
    const { text } = file;
    const backend = backendIn(text);
    const identity = backend && identityOf(backend.block, posix.dirname(path));
    if (!backend || !identity) continue;
    states.set(environment, [...(states.get(environment) ?? []), identity]);
    const holder = holders.get(identity);
    if (!holder) {
      holders.set(identity, { environment, output });
      continue;
    }
    if (holder.environment === environment) continue;
    const line = text.slice(0, text.indexOf(backend.text)).split("\n").length;
    const args = { environment, other: holder.environment, state: identity };
    problems.push(diagnostic("state-shared", args, output.origin?.(line)));
  }
  return { states, problems };
}

const mayNameBackend = oncePerShape((_, text) => /\b(?:backend|cloud)\b/.test(text));

/** Where the code of an environment keeps its state. */
export interface StatePlace {
  /** Where that is as far as the code says it; the same text, the same place. */
  readonly place: string;
  /** Whether all of it is in the code: the rest is given at `terraform init`. */
  readonly isKnown: boolean;
}

/** Where an environment's state lies; `undefined` where its code names no backend: then it is a file in its folder. */
export function statePlaceOf(
  outputs: Iterable<Pick<Output, "environment" | "content" | "kind" | "path">>,
  environment: string,
): StatePlace | undefined {
  for (const { environment: owner, content, kind, path } of outputs) {
    if (owner !== environment || kind !== "hcl" || typeof content !== "string") continue;
    const [cloud] = backendsOf(outline(content), content, "cloud");
    const backend = cloud ?? backendIn(content);
    if (!backend) continue;
    const { block, text } = backend;
    const identity = cloud ? undefined : identityOf(block, posix.dirname(path));
    const written = text.slice(0, block.end - block.start);
    return { place: identity ?? written, isKnown: identity !== undefined };
  }
  return undefined;
}

/** A backend's block, and the text from it on. */
export interface Backend {
  readonly block: Block;
  readonly text: string;
}

/** The backend that a file's code names, or its workspace of HCP Terraform. */
export function backendIn(text: string): Backend | undefined {
  const found = backendsByStatement(text)?.flatMap(({ reading }) => reading);
  return (found ?? backendsIn(text))[0];
}

function backendsIn(text: string): readonly Backend[] {
  const read = outline(text);
  return [...backendsOf(read, text), ...backendsOf(read, text, "cloud")];
}

const backendsByStatement = byStatements(backendsIn);

function backendsOf({ body }: Outline, text: string, kind = "backend"): readonly Backend[] {
  return body.blocks
    .filter(({ type }) => type === "terraform")
    .flatMap((block) => block.body.blocks)
    .filter(({ type }) => type === kind)
    .map((block) => ({ block, text: text.slice(block.start) }));
}

/**
 * Where the state lies, as one text; `undefined` where that is not known.
 *
 * @param folder of the environment: from there on a local path leads
 */
function identityOf(backend: Block, folder: string): string | undefined {
  const { labels, body } = backend;
  const type = labels[0]?.text ?? backend.type;
  if (type === "cloud" || type === "remote") return workspaceOf(type, body);
  return stateIdentity(type, folder, (name) => textOf(body, name));
}

/**
 * Where a backend keeps a state, as one text: the same text, the same state. `undefined` where that is not known.
 *
 * @param type of the backend, such as `s3`
 * @param folder of the environment: from there on a local path leads
 * @param textNamed what its configuration says, where it is written out
 */
export function stateIdentity(
  type: string,
  folder: string,
  textNamed: (name: string) => string | undefined,
): string | undefined {
  if (type === "local") {
    const path = textNamed("path");
    return path === undefined
      ? undefined
      : `local path = ${JSON.stringify(posix.resolve("/", folder, path).slice(1))}`;
  }
  const identity = identities[type];
  if (!identity) return undefined;
  const values = new Map<string, string>();
  for (const name of [...identity.is, ...(identity.where ?? [])]) {
    const value = textNamed(name);
    if (value !== undefined) values.set(name, value);
  }
  if (!identity.is.every((name) => values.has(name))) return undefined;
  return `${type} ${[...values].map(([name, value]) => `${name} = ${JSON.stringify(value)}`).join(", ")}`;
}

/** A workspace of HCP Terraform that is named; which ones a prefix or tags mean is chosen when Terraform runs. */
function workspaceOf(type: string, body: Body): string | undefined {
  const workspaces = body.blocks.find((block) => block.type === "workspaces");
  const name = workspaces && textOf(workspaces.body, "name");
  if (name === undefined) return undefined;
  const where = ["hostname", "organization"].map((key) => textOf(body, key) ?? "").filter(Boolean);
  return `${type} workspace ${[...where, name].join("/")}`;
}

/** The text that an attribute is, where it is written out. */
export function textOf(body: Body, name: string): string | undefined {
  const attribute = attributeNamed(body, name);
  return attribute && plainText(attribute.expression);
}
