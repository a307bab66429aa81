import { nearest } from "../diagnostics/nearest.ts";
import { evaluate, nothingKnown } from "../hcl/evaluate/evaluate.ts";
import { isReservedName } from "../hcl/identifier.ts";
import { attributeNamed, nameRange, wholeReference } from "../hcl/outline/find.ts";
import type { Attribute, Block, Range } from "../hcl/outline/nodes.ts";
import { readType } from "../hcl/readType.ts";
import { type Finding, found, related } from "./finding.ts";
import { mismatch } from "./mismatch.ts";
import type { CodeFile, Declaration, Module } from "./module.ts";

/** The blocks of Terraform code, each with the number of its labels. */
const blockLabels: Readonly<Record<string, number>> = {
  ...{ variable: 1, output: 1, module: 1, provider: 1, check: 1 },
  ...{ resource: 2, data: 2, ephemeral: 2 },
  ...{ locals: 0, terraform: 0, moved: 0, import: 0, removed: 0 },
};

/** The arguments of blocks that no provider extends. */
const blockArguments: Readonly<Record<string, readonly string[]>> = {
  variable: ["type", "description", "default", "sensitive", "nullable", "ephemeral", "deprecated"],
  output: ["value", "description", "sensitive", "depends_on", "ephemeral", "deprecated"],
};

const typeNames = ["string", "number", "bool", "any", "list", "map", "set", "object", "tuple"];

/** Problems of single blocks of a module. */
export function checkDeclarations(module: Module): Finding[] {
  return [
    ...module.files.flatMap((file) =>
      file.path.endsWith(".tf") ? file.outline.body.attributes.map(outside(file)) : [],
    ),
    ...module.blocks.flatMap(({ file, block }) => checkBlock(file, block)),
    ...module.variables.flatMap(checkVariable),
    ...module.outputs
      .filter(({ body }) => !attributeNamed(body, "value"))
      .map((one) => found(one.file, one, "output-without-value", { name: one.name })),
    ...module.calls
      .filter(({ source }) => !source)
      .map((one) => found(one.file, one, "module-source-missing", { call: one.name })),
    ...twice("variable", module.variables),
    ...twice("output", module.outputs),
    ...twice("local value", module.locals),
    ...twice("module", module.calls),
    ...twice("resource", module.resources),
    ...twice("data source", module.sources),
    ...twice("provider", module.providers),
  ];
}

function outside(file: CodeFile): (attribute: Attribute) => Finding {
  return (attribute) =>
    found(file, nameRange(attribute), "argument-outside", { name: attribute.name });
}

function checkBlock(file: CodeFile, block: Block): Finding[] {
  const { type, labels, start, body } = block;
  const header = { start, end: start + type.length };
  const wanted = Object.hasOwn(blockLabels, type) ? blockLabels[type] : undefined;
  if (wanted === undefined) {
    // A later version may have more blocks: only a name that is near a known one is a mistake.
    const suggestion = nearest(type, Object.keys(blockLabels));
    return suggestion === undefined
      ? []
      : [found(file, header, "unknown-block", { type, suggestion })];
  }
  if (labels.length !== wanted) {
    return [found(file, header, "block-labels", { type, wanted, given: labels.length })];
  }
  const count = attributeNamed(body, "count");
  const findings = checkArguments(file, block);
  return count && attributeNamed(body, "for_each")
    ? [found(file, nameRange(count), "count-and-for-each", {}), ...findings]
    : findings;
}

function checkArguments(file: CodeFile, { type, body }: Block): Finding[] {
  const known = Object.hasOwn(blockArguments, type) ? blockArguments[type] : undefined;
  if (!known) return [];
  return body.attributes.flatMap((attribute) => {
    const { name } = attribute;
    const suggestion = known.includes(name) ? undefined : nearest(name, known);
    if (suggestion === undefined) return [];
    return [
      found(file, nameRange(attribute), "unknown-block-argument", { type, name, suggestion }),
    ];
  });
}

function checkVariable({ name, file, body, ...range }: Declaration): Finding[] {
  if (isReservedName(name)) {
    return [found(file, range, "reserved-variable", { name })];
  }
  const type = attributeNamed(body, "type");
  const value = attributeNamed(body, "default");
  const findings: Finding[] = [];
  const only = type && wholeReference(type.expression);
  if (only && only.steps.length === 0 && !typeNames.includes(only.root)) {
    const suggestion = nearest(only.root, typeNames);
    findings.push(found(file, only, "unknown-type", { type: only.root, suggestion }));
  }
  if (!value) return findings;
  const { expression } = value;
  if (expression.references.length > 0 || callsFunction(value)) {
    return [...findings, found(file, expression, "default-not-constant", { name })];
  }
  const constant = evaluate(expression, nothingKnown);
  const misfit = mismatch(constant, type && readType(type.expression));
  return !misfit
    ? findings
    : [...findings, found(file, expression, "default-type", { name, misfit })];
}

function callsFunction({ expression: { tokens } }: Attribute): boolean {
  return tokens.some(({ kind }, at) => kind === "identifier" && tokens[at + 1]?.kind === "(");
}

interface Named extends Range {
  readonly name: string;
  readonly file: CodeFile;
}

function twice(what: string, declarations: readonly Named[]): Finding[] {
  const seen = new Map<string, Named>();
  return declarations.flatMap((declared) => {
    const { name, file } = declared;
    const first = seen.get(name);
    seen.set(name, first ?? declared);
    if (!first) return [];
    const place = related(first.file, first, "first declared here");
    return [found(file, declared, "declared-again", { what, name }, [place])];
  });
}
