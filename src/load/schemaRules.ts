import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { SuccessorReason } from "../diagnostics/messages/reasons.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { isReservedName } from "../hcl/identifier.ts";
import { variableBlock } from "../hcl/variableBlock.ts";
import { promotionOrder } from "../model/promotion.ts";
import type { ProjectSchema, ProjectStack, ProjectVariable } from "../model/schema.ts";
import { callRules } from "./callRules.ts";
import { orderRules } from "./orderRules.ts";
import { versionRules } from "./versionRules.ts";

/** What must hold across declarations; each rule knows one fact. */
export const schemaRules: readonly ((schema: ProjectSchema) => Diagnostic[])[] = [
  stackNamesAreFolders,
  namesAreIdentifiers,
  secretsAreNotVariables,
  labelsExist,
  ...callRules,
  ...versionRules,
  successorsFit,
  promotionNamesOnce,
  ...orderRules,
];

function stackNamesAreFolders({ stacks }: ProjectSchema): Diagnostic[] {
  return [...stacks.keys()]
    .filter((name) => !/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(name))
    .map((name) => diagnostic("stack-name", { name }, stacks.get(name)?.location));
}

/** Terraform's identifiers, ASCII letters only: names go into shells and URLs too. */
const identifier = /^[A-Za-z_][A-Za-z0-9_-]*$/;

function namesAreIdentifiers({ stacks }: ProjectSchema): Diagnostic[] {
  const problems: Diagnostic[] = [];
  for (const stack of stacks.values()) {
    for (const variable of stack.variables.values()) {
      for (const name of namesOf(variable)) {
        const reserved = isReservedName(name);
        if (identifier.test(name) && !reserved) continue;
        problems.push(diagnostic("variable-name", { name, reserved }, variable.location));
      }
    }
    for (const secret of stack.secrets.values()) {
      if (identifier.test(secret.name)) continue;
      problems.push(diagnostic("secret-name", { name: secret.name }, secret.location));
    }
  }
  return problems;
}

function namesOf(variable: ProjectVariable): Set<string> {
  return new Set([variable.name, ...[...variable.calls.values()].map(({ name }) => name)]);
}

function secretsAreNotVariables({ stacks }: ProjectSchema): Diagnostic[] {
  return [...stacks.values()].flatMap((stack) =>
    [...stack.secrets.values()].flatMap((secret) => {
      const variable = stack.variables.get(secret.name);
      if (!variable) return [];
      const related = variable.location
        ? [{ location: variable.location, note: "the variable is declared here" }]
        : [];
      return [diagnostic("secret-and-variable", { name: secret.name }, secret.location, related)];
    }),
  );
}

function labelsExist({ stacks }: ProjectSchema): Diagnostic[] {
  return [...stacks.values()].filter((stack) => stack.labelsAreFixed).flatMap(labelsExistIn);
}

function labelsExistIn(stack: ProjectStack): Diagnostic[] {
  const problems: Diagnostic[] = [];
  for (const { name, labels, location } of [
    ...stack.variables.values(),
    ...stack.secrets.values(),
  ]) {
    for (const [key, values] of labels) {
      const known = stack.labels.get(key);
      if (!known) {
        const suggestion = nearest(key, stack.labels.keys());
        problems.push(diagnostic("unknown-label", { name, label: key, suggestion }, location));
        continue;
      }
      for (const value of values.filter((value) => !known.includes(value))) {
        const label = `${key}: "${value}"`;
        const suggestion = nearest(value, known);
        problems.push(diagnostic("unknown-label", { name, label, suggestion }, location));
      }
    }
  }
  return problems;
}

/** Two names of one value: each holds what the other does. */
function successorsFit({ stacks }: ProjectSchema): Diagnostic[] {
  return [...stacks.values()].flatMap(({ variables }) =>
    [...variables.values()].flatMap((variable) => {
      const { name, deprecated, location } = variable;
      if (!deprecated) return [];
      const successor = variables.get(deprecated.successor ?? "");
      if (!successor) {
        const named = /^use\s+["'`]?([A-Za-z_][\w-]*)["'`]?\.?$/i.exec(deprecated.message)?.[1];
        const suggestion = nearest(named ?? "", variables.keys());
        return named === undefined
          ? []
          : [diagnostic("deprecated-successor", { name, successor: named, suggestion }, location)];
      }
      const related = successor.location
        ? [{ location: successor.location, note: `"${successor.name}" is declared here` }]
        : [];
      const why = successorFault(variable, successor);
      if (!why) return [];
      const args = { name, successor: successor.name, why };
      return [diagnostic("deprecated-pair", args, location, related)];
    }),
  );
}

function successorFault(
  old: ProjectVariable,
  successor: ProjectVariable,
): SuccessorReason | undefined {
  if (successor === old) return { kind: "itself" };
  if (successor.deprecated) return { kind: "deprecated" };
  if (old.compute || successor.compute) return { kind: "computed" };
  if (old.sensitive !== successor.sensitive) return { kind: "sensitive" };
  const type = ({ type }: ProjectVariable) => variableBlock({ name: "x", type });
  return type(old) === type(successor) ? undefined : { kind: "type" };
}

function promotionNamesOnce({ stacks, promotion, location }: ProjectSchema): Diagnostic[] {
  const own = [...stacks.values()].filter((stack) => stack.promotion !== promotion);
  return [{ promotion, location }, ...own].flatMap(({ promotion: waves, location: place }) => {
    const names = promotionOrder(waves);
    const twice = names.filter((name, index) => names.indexOf(name) !== index);
    return [...new Set(twice)].map((name) => diagnostic("promotion-twice", { name }, place));
  });
}
