import { isMetaArgument } from "../hcl/identifier.ts";
import {
  attributeNamed,
  headerOf,
  plainText,
  referencesOf,
  wholeReference,
} from "../hcl/outline/find.ts";
import type { Attribute, Block, Reference, Statement } from "../hcl/outline/nodes.ts";
import { outline } from "../hcl/outline/outline.ts";
import { byStatements } from "../hcl/statements.ts";

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

export interface ModuleCall {
  readonly label: string;
  /** Undefined where it is no plain string. */
  readonly source: string | undefined;
}

/** Every mention of a variable in HCL text, in order; `undefined` where the text has no tokens. */
export function mentionsIn(text: string): readonly Mention[] | undefined {
  const { body, faults } = outline(text);
  if (faults.length > 0 && body.statements.length === 0) return undefined;
  return body.statements.flatMap((statement) => {
    if (statement.kind === "block") return mentionsInBlock(statement);
    const reads = readsOf(statement, "");
    if (statement.kind === "other") return reads;
    return [{ kind: "definition", name: statement.name, offset: statement.start }, ...reads];
  });
}

/** A text's mentions of one variable, in order. A statement that many files share is read once. */
export function mentionsOf(text: string): (name: string) => readonly Mention[] {
  const placed = mentionsByStatement(text) ?? [{ start: 0, reading: mentionsIn(text) ?? [] }];
  return (name) =>
    placed.flatMap(({ start, reading }) =>
      reading
        .filter((mention) => mentionsName(mention, name))
        .map((mention) => ({ ...mention, offset: start + mention.offset })),
    );
}

const mentionsByStatement = byStatements(mentionsIn);

/** Whether it is of the variable, or gives it to another one. */
function mentionsName(mention: Mention, name: string): boolean {
  return mention.kind === "argument" ? mention.passes === name : mention.name === name;
}

function mentionsInBlock(block: Block): Mention[] {
  const { type, labels, body } = block;
  const [label] = labels;
  const name = headerOf(block);
  if (type === "module" && label) {
    const source = attributeNamed(body, "source");
    const call = { label: label.text, source: source && plainText(source.expression) };
    return body.statements.flatMap((statement) =>
      statement.kind === "attribute" && !isMetaArgument(statement.name)
        ? argumentOf(statement, call, name)
        : readsOf(statement, name),
    );
  }
  const reads = readsOf(block, name);
  return type === "variable" && label
    ? [{ kind: "declaration", name: label.text, offset: label.start }, ...reads]
    : reads;
}

function argumentOf(argument: Attribute, call: ModuleCall, block: string): Mention[] {
  const { name, start: offset, expression } = argument;
  const whole = wholeReference(expression);
  const passes = whole?.steps.length === 1 ? readOf(whole)?.name : undefined;
  const reads = readsOf(argument, block, passes !== undefined);
  return [{ kind: "argument", name, offset, call, passes }, ...reads];
}

function readsOf(statement: Statement, block: string, passedOn = false): Mention[] {
  return referencesOf(statement).flatMap((reference) => {
    const read = readOf(reference);
    return read ? [{ kind: "read", ...read, block, passedOn }] : [];
  });
}

function readOf({ root, steps: [step] }: Reference): Pick<Mention, "name" | "offset"> | undefined {
  if (root !== "var" || step?.kind !== "attribute" || step.name === undefined) return undefined;
  return { name: step.name, offset: step.end - step.name.length };
}
