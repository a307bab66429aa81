import { diagnostic } from "../diagnostics/diagnostic.ts";
import { referencesOf } from "../hcl/outline/find.ts";
import type { Block, Expression, Range, Statement } from "../hcl/outline/nodes.ts";
import { isBefore } from "../load/versions.ts";
import { appliedCodeFile } from "../model/layout.ts";
import type { ProjectStack } from "../model/schema.ts";
import { type Finding, found } from "./finding.ts";
import type { Module } from "./module.ts";

/** Something that has not always been there, and the version that brought it. */
interface Newer extends Range {
  readonly what: string;
  readonly since: string;
}

/** Blocks of a module, by type. */
const blocks: Readonly<Record<string, string>> = {
  action: "1.14",
  check: "1.5",
  ephemeral: "1.10",
  import: "1.5",
  moved: "1.1",
  removed: "1.7",
};

/** What stands in a block: `TYPE.NAME`, of an attribute or of a block in it. */
const members: Readonly<Record<string, string>> = {
  "import.for_each": "1.7",
  "lifecycle.action_trigger": "1.14",
  "lifecycle.postcondition": "1.2",
  "lifecycle.precondition": "1.2",
  "lifecycle.replace_triggered_by": "1.2",
  "output.deprecated": "1.15",
  "output.ephemeral": "1.10",
  "output.precondition": "1.2",
  "terraform.cloud": "1.1",
  "variable.deprecated": "1.15",
  "variable.ephemeral": "1.10",
  "variable.nullable": "1.1",
};

/** Functions, by name. */
const functions: Readonly<Record<string, string>> = {
  endswith: "1.3",
  ephemeralasnull: "1.10",
  issensitive: "1.8",
  plantimestamp: "1.5",
  startswith: "1.3",
  strcontains: "1.5",
  templatestring: "1.9",
  timecmp: "1.3",
};

/** Code of a module that the lowest version which a stack supports does not know yet. */
export function checkNewerCode(
  module: Module,
  { name: stack, terraform: lowest }: Pick<ProjectStack, "name" | "terraform">,
): Finding[] {
  if (lowest === undefined) return [];
  return module.blocks
    .filter(({ file }) => !file.path.endsWith(`/${appliedCodeFile}`))
    .flatMap(({ file, block }) =>
      newerIn(block)
        .filter(({ since }) => isBefore(lowest, since))
        .map(({ what, since, ...place }) =>
          found(file, place, diagnostic("code-too-new", { what, since, lowest, stack })),
        ),
    );
}

function newerIn(block: Block): Newer[] {
  const since = blocks[block.type];
  const kind = block.labels[0]?.text;
  return [
    ...(since === undefined
      ? []
      : [
          {
            ...wordOf(block),
            what: `${/^[aeiou]/.test(block.type) ? "an" : "a"} ${block.type} block`,
            since,
          },
        ]),
    ...(block.type === "resource" && kind === "terraform_data"
      ? [{ ...wordOf(block), what: "terraform_data", since: "1.4" }]
      : []),
    ...(block.type === "variable" ? acrossVariables(block) : []),
    ...membersIn(block),
    ...block.body.statements.flatMap(functionsIn),
  ];
}

function wordOf({ start, type }: Block): Range {
  return { start, end: start + type.length };
}

function membersIn({ type, body }: Block): Newer[] {
  return body.statements.flatMap((statement): Newer[] => {
    if (statement.kind === "other") return [];
    const name = statement.kind === "block" ? statement.type : statement.name;
    const since = members[`${type}.${name}`];
    const place = { start: statement.start, end: statement.start + name.length };
    const own = since === undefined ? [] : [{ ...place, what: `${name} in ${type}`, since }];
    return statement.kind === "block" ? [...own, ...membersIn(statement)] : own;
  });
}

/** A validation that looks at more than its own variable. */
function acrossVariables({ labels: [label], body }: Block): Newer[] {
  return body.blocks
    .filter(({ type }) => type === "validation")
    .flatMap(referencesOf)
    .filter(({ root, steps: [first] }) => root !== "var" || first?.name !== label?.text)
    .filter(({ root }) => ["var", "local", "module", "data"].includes(root))
    .map(({ start, end }) => ({
      ...{ start, end },
      what: "a validation that refers to something else",
      since: "1.9",
    }));
}

function functionsIn(statement: Statement): Newer[] {
  if (statement.kind === "block") return statement.body.statements.flatMap(functionsIn);
  const isType = statement.kind === "attribute" && statement.name === "type";
  return calledIn(statement.expression).flatMap(({ name, ...place }) => {
    const since = name.startsWith("provider::")
      ? "1.8"
      : isType && name === "optional"
        ? "1.3"
        : functions[name];
    return since === undefined ? [] : [{ ...place, what: `${name}()`, since }];
  });
}

/** The functions that an expression calls, `provider::aws::arn_parse` by the whole name. */
function calledIn({ tokens, start }: Expression): (Range & { readonly name: string })[] {
  const called: (Range & { readonly name: string })[] = [];
  let at = start;
  let name: { readonly text: string; readonly start: number } | undefined;
  for (const [index, { kind, text, spaces }] of tokens.entries()) {
    if (index > 0) at += spaces;
    if (kind === "(" && name) called.push({ name: name.text, start: name.start, end: at });
    const goesOn = name && (kind === "::" || name.text.endsWith("::"));
    if (kind !== "identifier" && kind !== "::") name = undefined;
    else name = goesOn && name ? { ...name, text: name.text + text } : { text, start: at };
    at += text.length;
  }
  return called;
}
