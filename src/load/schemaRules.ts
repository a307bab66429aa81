import {
  type Diagnostic,
  diagnostic,
  type Location,
  type RelatedLocation,
} from "../diagnostics/diagnostic.ts";
import type { SuccessorReason } from "../diagnostics/messages/reasons.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { isReservedName } from "../hcl/identifier.ts";
import { variableBlock } from "../hcl/variableBlock.ts";
import { promotionOrder } from "../model/promotion.ts";
import type { ProjectSchema, ProjectStack, ProjectVariable } from "../model/schema.ts";
import { callRules, modulesDeclareAnArgumentOnce } from "./callRules.ts";
import { versionRules } from "./versionRules.ts";

/** Checks one stack, given all of them. */
export type StackRule = (
  stack: ProjectStack,
  stacks: ProjectSchema["stacks"],
) => readonly Diagnostic[];

/** The rules across the declarations of a stack. */
const stackRules: readonly StackRule[] = [
  namesAreValid,
  secretsAreNotVariables,
  labelsExist,
  ...callRules,
  ...versionRules,
  successorsFit,
  stacksBeforeExist,
];

/** All problems of a schema as a whole. */
export function schemaProblems(schema: ProjectSchema): Diagnostic[] {
  const stacks = [...schema.stacks.values()];
  return [
    ...stackRules.flatMap((rule) => stacks.flatMap((stack) => rule(stack, schema.stacks))),
    ...modulesDeclareAnArgumentOnce(schema),
    ...promotionNamesOnce(schema),
    ...orderHasNoCircle(schema),
  ];
}

/** Terraform's identifiers, ASCII letters only: names go into shells and URLs too. */
const identifier = /^[A-Za-z_][A-Za-z0-9_-]*$/;

function namesAreValid(stack: ProjectStack): Diagnostic[] {
  const { name: stackName, variables, secrets, outputs, calls, location } = stack;
  const isValid = ({ name }: { readonly name: string }): boolean => identifier.test(name);
  return [
    ...(/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(stackName)
      ? []
      : [diagnostic("stack-name", { name: stackName }, location)]),
    ...[...variables.values()].flatMap((variable) =>
      [...namesOf(variable)].flatMap((name) => {
        const reserved = isReservedName(name);
        if (isValid({ name }) && !reserved) return [];
        return [diagnostic("variable-name", { name, reserved }, variable.location)];
      }),
    ),
    ...[...secrets.values()]
      .filter((secret) => !isValid(secret))
      .map(({ name, location }) => diagnostic("secret-name", { name }, location)),
    ...[...outputs.values()]
      .filter((output) => !isValid(output))
      .map(({ name, location }) => diagnostic("stack-output-name", { name }, location)),
    ...[...calls.values()]
      .filter((call) => call.name !== call.module && !isValid(call))
      .map(({ name }) => diagnostic("call-name", { name }, location)),
  ];
}

function namesOf(variable: ProjectVariable): Set<string> {
  return new Set([variable.name, ...[...variable.calls.values()].map(({ name }) => name)]);
}

function secretsAreNotVariables({ secrets, variables }: ProjectStack): Diagnostic[] {
  return [...secrets.values()].flatMap(({ name, location }) => {
    const variable = variables.get(name);
    if (!variable) return [];
    const related = noteAt(variable.location, "the variable is declared here");
    return [diagnostic("secret-and-variable", { name }, location, related)];
  });
}

function noteAt(location: Location | undefined, note: string): readonly RelatedLocation[] {
  return location ? [{ location, note }] : [];
}

function labelsExist({
  variables,
  secrets,
  labels: fixed,
  labelsAreFixed,
}: ProjectStack): Diagnostic[] {
  if (!labelsAreFixed) return [];
  return [...variables.values(), ...secrets.values()].flatMap(({ name, labels, location }) =>
    [...labels].flatMap(([key, values]) => {
      const refuse = (label: string, suggestion: string | undefined): Diagnostic =>
        diagnostic("unknown-label", { name, label, suggestion }, location);
      const known = fixed.get(key);
      if (!known) return [refuse(key, nearest(key, fixed.keys()))];
      return values
        .filter((value) => !known.includes(value))
        .map((value) => refuse(`${key}: "${value}"`, nearest(value, known)));
    }),
  );
}

/** Two names of one value: both must accept the same values. */
function successorsFit({ variables }: ProjectStack): Diagnostic[] {
  return [...variables.values()].flatMap((variable) => {
    const { name, deprecated, location } = variable;
    if (!deprecated) return [];
    const successor = variables.get(deprecated.successor ?? "");
    if (!successor) {
      const named = /^use\s+["'`]?([A-Za-z_][\w-]*)["'`]?\.?$/i.exec(deprecated.message)?.[1];
      if (named === undefined) return [];
      const args = { name, successor: named, suggestion: nearest(named, variables.keys()) };
      return [diagnostic("deprecated-successor", args, location)];
    }
    const why = successorFault(variable, successor);
    if (!why) return [];
    const related = noteAt(successor.location, `"${successor.name}" is declared here`);
    const args = { name, successor: successor.name, why };
    return [diagnostic("deprecated-pair", args, location, related)];
  });
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

function stacksBeforeExist(
  { name: stack, after, location }: ProjectStack,
  stacks: ProjectSchema["stacks"],
): Diagnostic[] {
  return after
    .filter((name) => !stacks.has(name))
    .map((name) => {
      const suggestion = nearest(name, stacks.keys());
      return diagnostic("after-unknown", { stack, name, suggestion }, location);
    });
}

/** Each cycle is reported once, at its stack that the schema names first. */
function orderHasNoCircle({ stacks }: ProjectSchema): Diagnostic[] {
  const done = new Set<string>();
  const circleFrom = (name: string, passed: readonly string[]): readonly string[] | undefined => {
    const start = passed.indexOf(name);
    if (start >= 0) return [...passed.slice(start), name];
    if (done.has(name)) return undefined;
    for (const other of stacks.get(name)?.after ?? []) {
      const circle = circleFrom(other, [...passed, name]);
      if (circle) return circle;
    }
    done.add(name);
    return undefined;
  };
  return [...stacks.values()].flatMap(({ name, location }) => {
    const circle = circleFrom(name, []);
    for (const one of circle ?? []) done.add(one);
    return circle ? [diagnostic("after-circle", { stacks: circle }, location)] : [];
  });
}
