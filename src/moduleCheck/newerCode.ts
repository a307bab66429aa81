import { referencesOf } from "../hcl/outline/find.ts";
import type { Block, Expression, Range, Statement } from "../hcl/outline/nodes.ts";
import { newerBlocks, newerForms, newerFunctions, newerMembers } from "../load/features.ts";
import { isBefore, type LowestVersions, type Since, tooEarlyVersions } from "../load/versions.ts";
import { appliedCodeFile } from "../model/layout.ts";
import { type Finding, found } from "./finding.ts";
import type { Module, ReadFile } from "./module.ts";

/** A newer part of the language, and the versions that introduced it. */
interface Newer extends Range {
  readonly what: string;
  readonly since: Since;
}

/** Code of a module that is too new for the lowest versions that a stack supports. */
export function checkNewerCode(
  module: Module,
  { name: stack, terraform, opentofu }: LowestVersions & { readonly name: string },
): Finding[] {
  const ofTerraform = terraform === undefined ? {} : { terraform };
  const versions = opentofu === undefined ? ofTerraform : { ...ofTerraform, opentofu };
  // From 1.8 on, OpenTofu reads NAME.tofu in place of NAME.tf.
  const hasTwins = opentofu !== undefined && !isBefore(opentofu, "1.8");
  const readersOf = ({ path }: ReadFile): LowestVersions =>
    hasTwins && module.onlyTerraform.has(path) ? ofTerraform : versions;
  return module.blocks
    .filter(({ file }) => !file.path.endsWith(`/${appliedCodeFile}`))
    .flatMap(({ file, block }) =>
      newerIn(block).flatMap(({ what, since, ...place }) =>
        tooEarlyVersions(readersOf(file), since).map((product) =>
          found(file, place, "code-too-new", { what, stack, ...product }),
        ),
      ),
    );
}

function newerIn(block: Block): Newer[] {
  const since = newerBlocks[block.type];
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
      ? [{ ...wordOf(block), what: "terraform_data", since: newerForms.terraformData }]
      : []),
    ...(block.type === "variable" ? acrossVariables(block) : []),
    ...earlyIn(block),
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
    const isWriteOnly = type === "resource" && statement.kind !== "block" && name.endsWith("_wo");
    const since = isWriteOnly ? newerForms.writeOnly : newerMembers[`${type}.${name}`];
    const place = { start: statement.start, end: statement.start + name.length };
    const own =
      since === undefined
        ? []
        : [{ ...place, what: isWriteOnly ? `${name}, write-only,` : `${name} in ${type}`, since }];
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
      since: newerForms.validationAcross,
    }));
}

/** References where values are needed before planning: in a backend, and in a module's source or version. */
function earlyIn({ type, body }: Block): Newer[] {
  const backends = type === "terraform" ? body.blocks.filter((one) => one.type === "backend") : [];
  const sources = type === "module" ? body.attributes.filter(({ name }) => isOrigin(name)) : [];
  const early = (statement: Statement, what: string, since: Since): Newer[] =>
    referencesOf(statement)
      .filter(({ root }) => root === "var" || root === "local")
      .map(({ start, end }) => ({ start, end, what, since }));
  return [
    ...backends.flatMap((one) => early(one, "a reference in a backend", newerForms.earlyBackend)),
    ...sources.flatMap((one) =>
      early(one, `a reference in a module's ${one.name}`, newerForms.earlySource),
    ),
  ];
}

function isOrigin(name: string): boolean {
  return name === "source" || name === "version";
}

function functionsIn(statement: Statement): Newer[] {
  if (statement.kind === "block") return statement.body.statements.flatMap(functionsIn);
  const isType = statement.kind === "attribute" && statement.name === "type";
  return calledIn(statement.expression).flatMap(({ name, ...place }) => {
    const since = name.startsWith("provider::")
      ? newerForms.providerFunction
      : isType && name === "optional"
        ? newerForms.optional
        : newerFunctions[name];
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
