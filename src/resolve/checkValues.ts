import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { Misfit } from "../diagnostics/messages/misfits.ts";
import { nearest } from "../diagnostics/nearest.ts";
import type { Environment } from "../model/environment.ts";
import type { ProjectStack, ProjectVariable } from "../model/schema.ts";
import type { Section } from "../model/spec.ts";
import type { Path, Value, ValueMap } from "../model/value.ts";
import { judge, typeCode } from "../schemaCode/schemaCode.ts";
import { RecentCache } from "../text/recentCache.ts";
import { stricterThanZod } from "../translate/stricter.ts";
import { notData, toPlain } from "../translate/toPlain.ts";
import { toZodInput } from "../translate/zodInput.ts";
import { sameOr } from "../values/sameOr.ts";
import { droppedKeys } from "./droppedKeys.ts";
import {
  computedGiven,
  declaredHere,
  missing,
  nameOf,
  unknownVariable,
  valueHere,
  wrongValue,
} from "./valueProblems.ts";
import { variableInput } from "./variableInput.ts";

/** Where to put what is wrong. */
export interface Places {
  readonly locate: Environment["locate"];
  /** In the environment's own spec: that is where a value is missing, whatever the specs above it say. */
  readonly locateMissing: Environment["locate"];
  /** Sections that could not be read in full, which is reported already: what is missing may stand there. */
  readonly unread: ReadonlySet<Section>;
}

/** Checks a spec's variables: unknown, missing or wrong ones, and secrets. */
export function checkVariables(
  stack: ProjectStack,
  given: ValueMap,
  { locate, locateMissing, unread }: Places,
): {
  readonly given: ValueMap;
  readonly values: ValueMap;
  readonly problems: readonly Diagnostic[];
} {
  const problems: Diagnostic[] = [];
  const misspelt = new Set<string | undefined>();
  for (const name of Object.keys(given)) {
    if (stack.variables.has(name)) continue;
    problems.push(unknownVariable(stack, name, locate));
    misspelt.add(nearest(name, stack.variables.keys()));
  }
  // Pairs: a map that grows member by member takes eight times the memory of one made from pairs.
  const values: [string, Value][] = [];
  const inSchemaOrder: [string, Value][] = [];
  for (const { variable, known } of acceptedValues(stack)) {
    const { name } = variable;
    const value = ownValue(given, name);
    const before = known.get(value);
    if (before) {
      if (value !== undefined) inSchemaOrder.push([name, value]);
      values.push([name, before.output]);
      continue;
    }
    if (variable.compute) {
      if (value !== undefined) problems.push(computedGiven("variable", variable, locate));
      continue;
    }
    if (value === undefined && variable.required) {
      if (unread.has("variables") || misspelt.has(name)) continue;
      // That its new name has no value is reported.
      if (variable.deprecated?.successor !== undefined) continue;
      problems.push(missing("variable", variable, locateMissing));
      continue;
    }
    const { output, problems: wrong } = checkVariable(variable, value, locate);
    problems.push(...wrong);
    if (output === undefined) continue;
    if (value !== undefined) inSchemaOrder.push([name, value]);
    values.push([name, output]);
    if (wrong.length === 0) known.set(value, { output });
  }
  const all = Object.fromEntries(values);
  // Of thousands of environments, most take nothing from the schema.
  const isAllSaid =
    values.length === inSchemaOrder.length &&
    values.every(([, value], index) => value === inSchemaOrder[index]?.[1]);
  return { given: isAllSaid ? all : Object.fromEntries(inSchemaOrder), values: all, problems };
}

/** What a variable's type makes of a value, or of none, and all that is wrong with it; no output: it does not fit. */
function checkVariable(
  variable: ProjectVariable,
  value: Value | undefined,
  locate: Places["locate"],
): { readonly output?: Value; readonly problems: readonly Diagnostic[] } {
  const { name, zod, sensitive } = variable;
  const path = ["variables", name];
  const code = typeCode(variable, valueHere(locate, path));
  const result = judge(zod, variableInput(variable, value), code);
  if (!result.success) return { problems: wrongValue(variable, result.error, value, path, locate) };
  const made = sameOr(value, toPlain(result.data));
  const output = made ?? null;
  // A message about a sensitive value only says that it does not fit.
  const problemAt = (at: Path, what: "key" | "value", misfit: Misfit): Diagnostic =>
    diagnostic(
      "wrong-value",
      sensitive
        ? { name, misfit: { kind: what === "key" ? "hidden-key" : "hidden-refused" } }
        : { name: nameOf(what === "key" ? at.slice(0, -1) : at), misfit },
      locate(at, what),
      declaredHere(variable.location),
    );
  const dropped = value === undefined ? [] : droppedKeys(value, made, path);
  return {
    output,
    problems: [
      ...dropped.map((at) => {
        const attribute = String(at.at(-1));
        const isLost = attribute === "__proto__";
        return problemAt(at, "key", isLost ? protoLost : { kind: "unknown-attribute", attribute });
      }),
      ...stricterThanZod(zod, output, path).map(({ path: at, misfit }) =>
        problemAt(at, "value", misfit),
      ),
    ],
  };
}

/** A variable, and what its type gave out for values that fit it: most are the same in many environments. */
interface AcceptedValues {
  readonly variable: ProjectVariable;
  readonly known: RecentCache<Value | undefined, { readonly output: Value }>;
}

function acceptedValues(stack: ProjectStack): readonly AcceptedValues[] {
  const known = accepted.get(stack);
  if (known) return known;
  const all = [...stack.variables.values()].map((variable) => ({
    variable,
    known: new RecentCache<Value | undefined, { readonly output: Value }>(100),
  }));
  accepted.set(stack, all);
  return all;
}

const accepted = new WeakMap<ProjectStack, readonly AcceptedValues[]>();

/** Zod passes it over in every record. */
const protoLost: Misfit = { kind: "lost-key", key: "__proto__" };

/** Checks a spec's settings. Their types may transform them, since Terraform never sees a setting. */
export function checkSettings(
  stack: ProjectStack,
  given: ValueMap,
  { locate, locateMissing, unread }: Places,
): { readonly values: ValueMap; readonly problems: readonly Diagnostic[] } {
  const problems: Diagnostic[] = [];
  const misspelt = new Set<string | undefined>();
  for (const name of Object.keys(given)) {
    if (stack.settings.has(name)) continue;
    const suggestion = nearest(name, stack.settings.keys());
    misspelt.add(suggestion);
    const args = { kind: "setting" as const, name, stack: stack.name, suggestion };
    problems.push(diagnostic("unknown-name", args, locate(["settings", name], "key")));
  }
  const values: Record<string, Value> = {};
  for (const setting of stack.settings.values()) {
    const { name, zod, location, compute } = setting;
    const path = ["settings", name];
    const value = ownValue(given, name);
    const related = declaredHere(location);
    if (compute) {
      if (value !== undefined) problems.push(computedGiven("setting", setting, locate));
      continue;
    }
    const input = value === undefined ? undefined : toZodInput(zod, value);
    const result = judge(zod, input, typeCode(setting, valueHere(locate, path)));
    if (result.success) {
      const foreign = notData(result.data);
      if (foreign !== undefined) {
        const wrong = { name, misfit: foreign };
        const place = value === undefined ? location : locate(path, "value");
        problems.push(diagnostic("wrong-value", wrong, place, related));
        continue;
      }
      if (result.data !== undefined) values[name] = toPlain(result.data) ?? null;
      // zod passes it over in every record, and a setting's type may otherwise change what it is given.
      for (const at of protoKeys(value, path)) {
        const args = { name: nameOf(at.slice(0, -1)), misfit: protoLost };
        problems.push(diagnostic("wrong-value", args, locate(at, "key"), related));
      }
    } else if (value === undefined) {
      if (unread.has("settings") || misspelt.has(name)) continue;
      problems.push(missing("setting", setting, locateMissing));
    } else problems.push(...wrongValue(setting, result.error, value, path, locate));
  }
  return { values, problems };
}

function protoKeys(value: Value | undefined, path: Path): Path[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]: [string, Value]) => {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    return key === "__proto__" ? [at] : protoKeys(item, at);
  });
}

/** A variable may be named as what every object inherits, such as `constructor`. */
function ownValue(given: ValueMap, name: string): Value | undefined {
  return Object.hasOwn(given, name) ? given[name] : undefined;
}
