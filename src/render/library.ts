import { typeExpression } from "../hcl/typeExpression.ts";
import type { Environment } from "../model/environment.ts";
import type { ProjectSchema, ProjectStack } from "../model/schema.ts";
import type { Templates } from "../model/templates.ts";
import type { TerraformType } from "../model/terraformType.ts";
import { ownBlockNames } from "../template/evaluateBlock.ts";
import { Expression, type TemplateData } from "../template/expression.ts";
import type { BlockHelper, Call, Helper, Library } from "../template/helper.ts";
import { type EnvironmentSummary, outputItem, secretItem } from "./context.ts";
import { environmentHelpers } from "./environmentHelpers.ts";
import { plainHelpers, projectHelper } from "./plainHelpers.ts";
import { type Selected, selectSecrets, selectStacks, selectVariables } from "./select.ts";
import { terraformHelpers, type Writing, writingMemory } from "./terraformHelpers.ts";

/** What all templates of a project share. */
export interface Shared {
  readonly templates: Templates;
  /** The project's own helpers. */
  readonly helpers: ProjectSchema["helpers"];
  readonly environments: () => readonly EnvironmentSummary[];
}

/** Where a template writes, and what it writes about. */
export interface Subject extends Pick<Writing, "output" | "layout" | "environment"> {
  readonly stacks: readonly ProjectStack[];
}

/** The blocks that give their items one by one. */
const blockHelpers: Readonly<
  Record<
    string,
    Omit<BlockHelper, "items"> & {
      items: (call: Call, writing: Writing) => readonly TemplateData[];
    }
  >
> = {
  variables: {
    parameters: 0,
    options: "any",
    items: (call, { selection, environment }) =>
      (selectVariables(selection, call) ?? []).map((one) => variableItem(one, environment)),
  },
  secrets: {
    parameters: 0,
    options: "any",
    items: (call, { selection }) => (selectSecrets(selection, call) ?? []).map(secretItem),
  },
  outputs: {
    parameters: 0,
    options: ["stack"],
    items: (call, { selection }) =>
      (selectStacks(selection, call) ?? []).flatMap(({ outputs }) =>
        [...outputs.values()].map(outputItem),
      ),
  },
};

/** The names of terraloom's own helpers, which a project's cannot have. */
export const ownHelperNames: ReadonlySet<string> = new Set([
  ...[plainHelpers, terraformHelpers, environmentHelpers(() => []), blockHelpers].flatMap(
    Object.keys,
  ),
  ...ownBlockNames,
]);

/** What a project's templates may call while they write: for each output a library of its own. */
export function libraries({
  templates,
  helpers: own,
  environments,
}: Shared): (subject: Subject) => Library {
  const memory = writingMemory();
  const { modules, partials } = templates;
  const general = new Map<string, Helper>([
    ...[...own].map(([name, run]) => [name, projectHelper(name, run)] as const),
    ...Object.entries(plainHelpers),
    ...Object.entries(environmentHelpers(environments)),
  ]);
  return ({ stacks, ...subject }) => {
    const { environment } = subject;
    const selection = { stacks: environment ? [environment.stack] : stacks, modules };
    const writing: Writing = { ...subject, selection, memory };
    const helpers = new Map(general);
    for (const [name, helper] of Object.entries(terraformHelpers)) {
      helpers.set(name, { ...helper, run: (call) => helper.run(call, writing) });
    }
    const blocks = Object.entries(blockHelpers).map(([name, helper]): [string, BlockHelper] => [
      name,
      { ...helper, items: (call) => helper.items(call, writing) },
    ]);
    return { helpers, blockHelpers: new Map(blocks), partials };
  };
}

function variableItem(
  { variable, declaration, expression }: Selected,
  environment?: Environment,
): TemplateData {
  const { name, type } = declaration;
  const isWhole = expression === `var.${variable.name}`;
  const value = isWhole ? environment?.values[variable.name] : undefined;
  return {
    name,
    reference: new Expression(`var.${name}`),
    stringReference: new Expression(stringReference(name, type)),
    description: declaration.description ?? variable.description,
    type: new Expression(typeExpression(type)),
    sensitive: variable.sensitive,
    drift: variable.drift ?? null,
    labels: Object.fromEntries(variable.labels),
    ...(value === undefined ? {} : { value }),
  };
}

/** A container's environment holds strings: what is none is turned into one by Terraform itself. */
function stringReference(name: string, { kind }: TerraformType): string {
  if (kind === "string") return `var.${name}`;
  return kind === "number" || kind === "bool" ? `tostring(var.${name})` : `jsonencode(var.${name})`;
}
