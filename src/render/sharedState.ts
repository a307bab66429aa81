import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { attributeNamed, plainText } from "../hcl/outline/find.ts";
import type { Block, Outline } from "../hcl/outline/nodes.ts";
import { outline } from "../hcl/outline/outline.ts";
import { byPieces } from "../hcl/pieces.ts";
import type { Output, Rendered } from "../model/rendered.ts";

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
export function sharedStates(outputs: Iterable<Output>): Pick<Rendered, "states" | "problems"> {
  const problems: Diagnostic[] = [];
  const states = new Map<string, string[]>();
  const holders = new Map<string, { readonly environment: string; readonly output: Output }>();
  for (const output of outputs) {
    const { environment, content, kind } = output;
    if (environment === undefined || kind !== "hcl" || typeof content !== "string") continue;
    const backend = content.includes("backend") ? backendIn(content) : undefined;
    const identity = backend && identityOf(backend.block);
    if (!backend || !identity) continue;
    states.set(environment, [...(states.get(environment) ?? []), identity]);
    const holder = holders.get(identity);
    if (!holder) {
      holders.set(identity, { environment, output });
      continue;
    }
    if (holder.environment === environment) continue;
    const line = content.slice(0, content.indexOf(backend.text)).split("\n").length;
    const args = { environment, other: holder.environment, state: identity };
    problems.push(diagnostic("state-shared", args, output.origin?.(line)));
  }
  return { states, problems };
}

/** Where the code of an environment keeps its state. */
export interface StatePlace {
  /** Where that is as far as the code says it; the same text, the same place. */
  readonly place: string;
  /** Whether all of it is in the code: the rest is given at `terraform init`. */
  readonly isKnown: boolean;
}

/** Where an environment's state lies; `undefined` where its code names no backend: then it is a file in its folder. */
export function statePlaceOf(
  outputs: Iterable<Output>,
  environment: string,
): StatePlace | undefined {
  for (const { environment: owner, content, kind } of outputs) {
    if (owner !== environment || kind !== "hcl" || typeof content !== "string") continue;
    const [cloud] = backendsOf(outline(content), content, "cloud");
    const backend = cloud ?? backendIn(content);
    if (!backend) continue;
    const { block, text } = backend;
    const identity = cloud ? undefined : identityOf(block);
    const written = text.slice(0, block.end - block.start);
    return { place: identity ?? written, isKnown: identity !== undefined };
  }
  return undefined;
}

/** A backend's block, and the text from it on. */
interface Backend {
  readonly block: Block;
  readonly text: string;
}

function backendIn(text: string): Backend | undefined {
  return (backendsOfPieces(text)?.flat() ?? backendsOf(outline(text), text))[0];
}

const backendsOfPieces = byPieces((piece) => {
  const read = outline(piece);
  return read.faults.length > 0 ? undefined : backendsOf(read, piece);
});

function backendsOf({ body }: Outline, text: string, kind = "backend"): readonly Backend[] {
  return body.blocks
    .filter(({ type }) => type === "terraform")
    .flatMap((block) => block.body.blocks)
    .filter(({ type }) => type === kind)
    .map((block) => ({ block, text: text.slice(block.start) }));
}

/** Where the state lies, as one text; `undefined` where that is not known. */
function identityOf({ labels, body }: Block): string | undefined {
  const type = labels[0]?.text ?? "";
  const identity = identities[type];
  if (!identity) return undefined;
  const values = new Map<string, string>();
  for (const name of [...identity.is, ...(identity.where ?? [])]) {
    const attribute = attributeNamed(body, name);
    const value = attribute && plainText(attribute.expression);
    if (value !== undefined) values.set(name, value);
  }
  if (!identity.is.every((name) => values.has(name))) return undefined;
  return `${type} ${[...values].map(([name, value]) => `${name} = ${JSON.stringify(value)}`).join(", ")}`;
}
