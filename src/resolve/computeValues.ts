import {
  type Diagnostic,
  diagnostic,
  type Location,
  type RelatedLocation,
} from "../diagnostics/diagnostic.ts";
import type { Environment } from "../model/environment.ts";
import type { ProjectSetting, ProjectVariable } from "../model/schema.ts";
import type { Value } from "../model/value.ts";
import { forEachInTime } from "../schemaCode/schemaCode.ts";
import { toPlain } from "../translate/toPlain.ts";
import { canonical } from "../values/canonical.ts";
import { valueText } from "../values/valueText.ts";
import { Evaluator, type ValuePath } from "./evaluate.ts";

/**
 * Adds to environments what follows from their specs: computed values. Then checks what must hold across values and
 * across environments: rules, and that what is unique is so.
 */
export function computeValues(environments: readonly Environment[]): {
  readonly environments: readonly Environment[];
  readonly readsOtherEnvironments: boolean;
  readonly problems: readonly Diagnostic[];
} {
  const evaluator = new Evaluator(environments);
  const complete: Environment[] = [];
  const broken: Diagnostic[] = [];
  const failures = forEachInTime(environments, (environment) => {
    const whole = withComputed(environment, evaluator);
    if (!whole) return;
    complete.push(whole);
    broken.push(...brokenRules(environment, whole, evaluator));
  });
  return {
    environments: complete,
    readsOtherEnvironments: evaluator.readsOtherEnvironments,
    problems: [...evaluator.problems, ...failures, ...broken, ...duplicates(complete)],
  };
}

/** An environment with its computed values; `undefined` where one of them is wrong. */
function withComputed(environment: Environment, evaluator: Evaluator): Environment | undefined {
  const { stack } = environment;
  const declared = [...stack.settings.values(), ...stack.variables.values()];
  if (!declared.some(({ compute }) => compute)) return environment;
  const computed = new Map<string, readonly string[]>(environment.computed);
  const places = new Map<string, Location>();
  const settings = { ...environment.settings };
  const values = { ...environment.values };
  const said: Record<string, Value> = {};
  const saidSettings = { ...environment.givenSettings };
  let isWhole = true;
  const add = (
    { compute, location, name }: ProjectSetting | ProjectVariable,
    section: ValuePath["section"],
  ): void => {
    if (!compute) return;
    const outcome = evaluator.computed(environment, { section, name });
    computed.set(`${section}.${name}`, [...outcome.reads].sort());
    if (location) places.set(`${section}.${name}`, location);
    if (!outcome.result) {
      isWhole = false;
      return;
    }
    const value = toPlain(outcome.result.value);
    if (section === "variables") values[name] = value ?? null;
    else if (value !== undefined) settings[name] = value;
    if (outcome.said !== undefined) {
      (section === "variables" ? said : saidSettings)[name] = outcome.said;
    }
  };
  for (const setting of stack.settings.values()) add(setting, "settings");
  for (const variable of stack.variables.values()) add(variable, "variables");
  if (!isWhole) return undefined;
  if (computed.size === environment.computed.size) return environment;
  const given = { ...environment.given, ...said };
  const order = [...stack.variables.keys()].filter((name) => Object.hasOwn(given, name));
  return {
    ...environment,
    settings,
    givenSettings: saidSettings,
    values: inOrder(values, [...stack.variables.keys()]),
    given: inOrder(given, order),
    computed,
    // A computed value is in no spec: its place is in the schema.
    locate: (path, what) =>
      places.get(path.slice(0, 2).join(".")) ?? environment.locate(path, what),
  };
}

function inOrder(
  values: Readonly<Record<string, Value>>,
  names: readonly string[],
): Record<string, Value> {
  return Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
}

/** @param before the environment as its specs say it: what functions are given is made of that */
function brokenRules(
  before: Environment,
  environment: Environment,
  evaluator: Evaluator,
): Diagnostic[] {
  return environment.stack.rules.flatMap(({ name, holds }) => {
    const { result, reads } = evaluator.run(`the rule "${name}"`, holds, before);
    if (!result || result.value === true) return [];
    const paths = [...reads].flatMap((read) => pathOf(read) ?? []);
    const [first, ...others] = paths.map((path) =>
      environment.locate([path.section, path.name], "value"),
    );
    const related = others.map((location): RelatedLocation => ({ location, note: "and this" }));
    const values = paths.map((path) => `${path.name} is ${shown(environment, path)}`);
    const args = { name, environment: environment.name, values };
    return [diagnostic("rule-broken", args, first ?? environment.stack.location, related)];
  });
}

function pathOf(read: string): ValuePath | undefined {
  const [, section, name] = /^(settings|variables)\.(.+)$/.exec(read) ?? [];
  return name === undefined ? undefined : { section: section as ValuePath["section"], name };
}

function shown({ stack, values, settings }: Environment, { section, name }: ValuePath): string {
  if (section === "variables" && stack.variables.get(name)?.sensitive) return "(sensitive)";
  return valueText((section === "variables" ? values : settings)[name] ?? null);
}

/** Values that are to be unique, and that two environments of a stack share. */
function duplicates(environments: readonly Environment[]): Diagnostic[] {
  const problems: Diagnostic[] = [];
  const holders = new Map<string, Environment>();
  for (const environment of environments) {
    for (const { key, section, name } of uniqueValues(environment)) {
      const holder = holders.get(key);
      if (!holder) {
        holders.set(key, environment);
        continue;
      }
      const path = [section, name];
      const kind = section === "variables" ? ("variable" as const) : ("setting" as const);
      const args = { kind, name, environment: environment.name, other: holder.name };
      const note = `${holder.name} has it here`;
      const related = [{ location: holder.locate(path, "value"), note }];
      problems.push(diagnostic("not-unique", args, environment.locate(path, "value"), related));
    }
  }
  return problems;
}

/** The values of an environment that no other of its stack may have, each with a key that equal ones share. */
export function uniqueValues({
  stack,
  values,
  settings,
}: Environment): readonly (ValuePath & { readonly key: string })[] {
  const found: (ValuePath & { readonly key: string })[] = [];
  const add = (section: ValuePath["section"], declared: ProjectSetting | ProjectVariable): void => {
    const { name, unique } = declared;
    const value = (section === "variables" ? values : settings)[name];
    if (!unique || value === undefined || value === null) return;
    const type = "type" in declared ? declared.type : undefined;
    const key = [stack.name, section, name, canonical(value, type)].join("\n");
    found.push({ section, name, key });
  };
  for (const setting of stack.settings.values()) add("settings", setting);
  for (const variable of stack.variables.values()) add("variables", variable);
  return found;
}
