import type { ProjectRule, ProjectVariable } from "../model/schema.ts";
import type { ProjectDefinition } from "../schema/stack.ts";
import { conditionOf, type ParseExpression } from "../translate/condition.ts";
import { newerForms } from "./features.ts";
import { isWithin, type LowestVersions } from "./versions.ts";

/**
 * Variables with the rules of their stack, as far as Terraform can hold values to them. A rule is reported at the
 * variable that the schema names last, so that validations never wait for each other. One that looks at several
 * variables needs a stack whose lowest version is 1.9.
 */
export function withRules(
  variables: ReadonlyMap<string, ProjectVariable>,
  rules: readonly ProjectRule[],
  versions: LowestVersions,
  parse: ParseExpression,
): ReadonlyMap<string, ProjectVariable> {
  const all = new Map(variables);
  const names = [...variables.keys()];
  for (const { name: sentence, holds } of rules) {
    const condition = conditionOf(holds, variables, parse);
    const last = names.findLast((name) => condition?.reads.has(name));
    const variable = all.get(last ?? "");
    if (!condition || !variable) continue;
    if (condition.reads.size > 1 && !isWithin(versions, newerForms.validationAcross)) continue;
    const { declaration } = variable;
    const message = /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
    const validations = [
      ...(declaration.validations ?? []),
      { condition: condition.text, message },
    ];
    all.set(variable.name, { ...variable, declaration: { ...declaration, validations } });
  }
  return all;
}

/** The parser of rules; loaded only if a stack has any, since loading it is slow. */
export async function ruleParser({
  stacks,
}: Pick<ProjectDefinition, "stacks">): Promise<ParseExpression | undefined> {
  const hasRules = Object.values(stacks).some(
    (stack) => Object.keys(stack?.rules ?? {}).length > 0,
  );
  return hasRules ? (await import("@babel/parser")).parseExpression : undefined;
}
