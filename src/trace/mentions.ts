import { tokenize } from "../hcl/tokenize.ts";
import { bracketChange, type Token } from "../hcl/tokens.ts";

/** A place in Terraform code that says a variable's name. */
export type Mention = {
  readonly name: string;
  /** Of the name, in the text. */
  readonly offset: number;
} & (
  | { readonly kind: "declaration" }
  /** An attribute outside of all blocks: in a .tfvars file it gives a variable its value. */
  | { readonly kind: "definition" }
  /** `name = ...` in a module call. */
  | {
      readonly kind: "argument";
      readonly call: ModuleCall;
      /** The variable that is passed on as it is: `name = var.x`. */
      readonly passes: string | undefined;
    }
  /** `var.name`. */
  | { readonly kind: "read"; readonly block: string; readonly passedOn: boolean }
);

/** A `module` block. Its source is known once the whole block is read. */
export interface ModuleCall {
  readonly label: string;
  /** Absent where it is no plain string. */
  source?: string;
}

interface Placed {
  readonly token: Token;
  readonly offset: number;
}

interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  readonly call?: ModuleCall;
}

/** Arguments of a module call that are Terraform's own. */
const metaArguments = new Set([
  "source",
  "version",
  "providers",
  "count",
  "for_each",
  "depends_on",
]);

/** Every mention of a variable in HCL text, in order; `undefined` where the text has no tokens. */
export function mentionsIn(text: string): readonly Mention[] | undefined {
  const tokenized = tokenize(text);
  if ("error" in tokenized) return undefined;
  const tokens = significantTokens(text, tokenized.tokens);
  const mentions: Mention[] = [];
  /** Open brackets; `undefined` for those that hold no statements. */
  const open: (Block | undefined)[] = [];
  let startsStatement = true;
  for (let at = 0; at < tokens.length; at++) {
    const { token } = tokens[at] as Placed;
    const holder = open.at(-1);
    const isBody = open.length === 0 || holder !== undefined;
    const starts = startsStatement;
    startsStatement = token.kind === "newline";
    if (isBody && starts && token.kind === "identifier") {
      const header = blockHeader(tokens, at);
      if (header) {
        const { block, brace, labelOffset } = header;
        const [label] = block.labels;
        if (block.type === "variable" && open.length === 0 && label !== undefined) {
          mentions.push({ kind: "declaration", name: label, offset: labelOffset });
        }
        open.push(block);
        at = brace;
        startsStatement = true;
        continue;
      }
      if (tokens[at + 1]?.token.kind === "=") {
        const mention = attribute(tokens, at, open.length, holder);
        if (mention) mentions.push(mention);
      }
    }
    const read = readAt(tokens, at);
    if (read) {
      const passedOn = isPassedOn(tokens, at, holder);
      mentions.push({ kind: "read", ...read, block: blockName(open), passedOn });
      at += 2;
    } else {
      const change = bracketChange(token);
      if (change > 0) open.push(undefined);
      if (change < 0) open.pop();
    }
  }
  return mentions;
}

/** Tokens but comments, each with its offset. A comment that ends a line stands for the newline. */
function significantTokens(text: string, tokens: readonly Token[]): Placed[] {
  const placed: Placed[] = [];
  // The scanner counts a byte order mark as three blanks.
  let offset = text.startsWith("\uFEFF") ? -2 : 0;
  for (const token of tokens) {
    offset += token.spaces;
    if (token.kind !== "comment") placed.push({ token, offset });
    else if (token.text.endsWith("\n")) {
      placed.push({ token: { kind: "newline", text: "\n", spaces: 0 }, offset });
    }
    offset += token.text.length;
  }
  return placed;
}

function blockHeader(
  tokens: readonly Placed[],
  start: number,
): { readonly block: Block; readonly brace: number; readonly labelOffset: number } | undefined {
  const type = tokens[start]?.token.text ?? "";
  const labels: string[] = [];
  let labelOffset = 0;
  let at = start + 1;
  for (;;) {
    const kind = tokens[at]?.token.kind;
    if (kind === "{") break;
    if (kind === "openQuote" && tokens[at + 2]?.token.kind === "closeQuote") {
      labelOffset ||= tokens[at + 1]?.offset ?? 0;
      labels.push(tokens[at + 1]?.token.text ?? "");
      at += 3;
    } else if (kind === "identifier") {
      labelOffset ||= tokens[at]?.offset ?? 0;
      labels.push(tokens[at]?.token.text ?? "");
      at += 1;
    } else return undefined;
  }
  const call = type === "module" && labels[0] !== undefined ? { label: labels[0] } : undefined;
  return { block: { type, labels, ...(call ? { call } : {}) }, brace: at, labelOffset };
}

function attribute(
  tokens: readonly Placed[],
  at: number,
  depth: number,
  holder: Block | undefined,
): Mention | undefined {
  const { token, offset } = tokens[at] as Placed;
  const name = token.text;
  if (depth === 0) return { kind: "definition", name, offset };
  if (depth !== 1 || !holder?.call) return undefined;
  if (name === "source" && tokens[at + 3]?.token.kind === "quotedText") {
    holder.call.source = tokens[at + 3]?.token.text ?? "";
  }
  if (metaArguments.has(name)) return undefined;
  const read = readAt(tokens, at + 2);
  const passes = read && endsStatement(tokens[at + 5]) ? read.name : undefined;
  return { kind: "argument", name, offset, call: holder.call, passes };
}

function readAt(
  tokens: readonly Placed[],
  at: number,
): { readonly name: string; readonly offset: number } | undefined {
  const [object, dot, name] = tokens.slice(at, at + 3);
  const isRead =
    object?.token.kind === "identifier" &&
    object.token.text === "var" &&
    dot?.token.kind === "." &&
    name?.token.kind === "identifier" &&
    tokens[at - 1]?.token.kind !== ".";
  return isRead && name ? { name: name.token.text, offset: name.offset } : undefined;
}

/** Whether `var.x` is the whole of a module call's argument. */
function isPassedOn(tokens: readonly Placed[], at: number, holder: Block | undefined): boolean {
  return (
    holder?.call !== undefined &&
    tokens[at - 1]?.token.kind === "=" &&
    !metaArguments.has(tokens[at - 2]?.token.text ?? "") &&
    endsStatement(tokens[at + 3])
  );
}

function endsStatement(placed: Placed | undefined): boolean {
  return placed === undefined || placed.token.kind === "newline" || placed.token.kind === "}";
}

/** The outermost block as it is written: `module "core"`, `resource "aws_vpc" "main"`, `locals`. */
function blockName(open: readonly (Block | undefined)[]): string {
  const outermost = open.find((block) => block !== undefined);
  if (!outermost) return "";
  return [outermost.type, ...outermost.labels.map((label) => `"${label}"`)].join(" ");
}
