import {
  type Diagnostic,
  diagnostic,
  type Location,
  type RelatedLocation,
} from "../diagnostics/diagnostic.ts";
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
import { explainHidden } from "./explainHidden.ts";
import { asWritten, explainIssue } from "./explainIssue.ts";
import { issuesInSets } from "./setIssues.ts";
import { variableInput } from "./variableInput.ts";

/** Where to put what is wrong. */
export interface Places {
  readonly locate: Environment["locate"];
  /** In the environment's own spec: that is where a value is missing, whatever the specs above it say. */
  readonly locateMissing: Environment["locate"];
  /**
   * Sections of which more is said than could be read: that is reported already, and what is missing may stand there.
   */
  readonly unread: ReadonlySet<Section>;
}

/** Checks what a spec says of its stack's variables: unknown, missing, wrong, or a secret's. */
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
  // Pairs: a map that grows member by member takes eight times the memory of one that is made of them.
  const values: [string, Value][] = [];
  const inSchemaOrder: [string, Value][] = [];
  for (const { variable, known } of acceptedValues(stack)) {
    const { name, zod, location } = variable;
    const value = ownValue(given, name);
    const before = known.get(value);
    if (before) {
      if (value !== undefined) inSchemaOrder.push([name, value]);
      values.push([name, before.output]);
      continue;
    }
    const path = ["variables", name];
    const related = declaredHere(location);
    if (variable.compute) {
      if (value !== undefined) problems.push(computedGiven("variable", name, locate, related));
      continue;
    }
    if (value === undefined && variable.required) {
      if (unread.has("variables") || misspelt.has(name)) continue;
      // That its new name has no value is reported.
      if (variable.deprecated?.successor !== undefined) continue;
      const args = { kind: "variable" as const, name, description: variable.description };
      problems.push(diagnostic("missing-value", args, locateMissing(path, "key"), related));
      continue;
    }
    const told = problems.length;
    const result = judge(
      zod,
      variableInput(variable, value),
      typeCode(variable, valueHere(locate, path)),
    );
    if (!result.success) {
      const issues = result.error.issues
        .flatMap((issue) => issuesInSets(zod, issue, value))
        .flatMap((issue) =>
          (variable.sensitive ? explainHidden : explainIssue)(issue, value, path),
        );
      for (const { path: at, what, ...args } of issues) {
        const place = locate(at, what);
        const wrong = { name: nameOf(at), ...asWritten(args, place) };
        problems.push(diagnostic("wrong-value", wrong, place, related));
      }
      continue;
    }
    const output = sameOr(value, toPlain(result.data));
    if (value !== undefined) {
      inSchemaOrder.push([name, value]);
      for (const at of droppedKeys(value, output, path)) {
        const problem =
          at.at(-1) === "__proto__"
            ? protoLost
            : `"${at.at(-1)}" is not an attribute of this object`;
        const args = variable.sensitive
          ? { name, problem: "a key in it does not fit" }
          : { name: nameOf(at.slice(0, -1)), problem };
        problems.push(diagnostic("wrong-value", args, locate(at, "key"), related));
      }
    }
    for (const { path: at, problem } of stricterThanZod(zod, output ?? null, path)) {
      const wrong = variable.sensitive
        ? { name, problem: "Terraform would refuse it" }
        : { name: nameOf(at), problem };
      problems.push(diagnostic("wrong-value", wrong, locate(at, "value"), related));
    }
    values.push([name, output ?? null]);
    if (problems.length === told) known.set(value, { output: output ?? null });
  }
  const all = Object.fromEntries(values);
  // Of thousands of environments, most take nothing from the schema.
  const isAllSaid =
    values.length === inSchemaOrder.length &&
    values.every(([, value], index) => value === inSchemaOrder[index]?.[1]);
  return { given: isAllSaid ? all : Object.fromEntries(inSchemaOrder), values: all, problems };
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

/** Checks what a spec says of its stack's settings. Their types may change them: Terraform never sees a setting. */
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
    const { name, zod, location, description, compute } = setting;
    const path = ["settings", name];
    const value = ownValue(given, name);
    const related = declaredHere(location);
    if (compute) {
      if (value !== undefined) problems.push(computedGiven("setting", name, locate, related));
      continue;
    }
    const input = value === undefined ? undefined : toZodInput(zod, value);
    const result = judge(zod, input, typeCode(setting, valueHere(locate, path)));
    if (result.success) {
      const foreign = notData(result.data);
      if (foreign !== undefined) {
        const wrong = { name, problem: `its type makes ${foreign} of it, which is no data` };
        const place = value === undefined ? location : locate(path, "value");
        problems.push(diagnostic("wrong-value", wrong, place, related));
        continue;
      }
      if (result.data !== undefined) values[name] = toPlain(result.data) ?? null;
      // zod passes it over in every record, and a setting's type may otherwise change what it is given.
      for (const at of protoKeys(value, path)) {
        const problem = protoLost;
        const args = { name: nameOf(at.slice(0, -1)), problem };
        problems.push(diagnostic("wrong-value", args, locate(at, "key"), related));
      }
    } else if (value === undefined) {
      if (unread.has("settings") || misspelt.has(name)) continue;
      const args = { kind: "setting" as const, name, description };
      problems.push(diagnostic("missing-value", args, locateMissing(path, "key"), related));
    } else {
      const issues = result.error.issues
        .flatMap((issue) => issuesInSets(zod, issue, value))
        .flatMap((issue) => explainIssue(issue, value, path));
      for (const { path: at, what, ...args } of issues) {
        const place = locate(at, what);
        const wrong = { name: nameOf(at), ...asWritten(args, place) };
        problems.push(diagnostic("wrong-value", wrong, place, related));
      }
    }
  }
  return { values, problems };
}

/** Zod passes it over in every record. */
const protoLost = 'the key "__proto__" would be lost';

function protoKeys(value: Value | undefined, path: Path): Path[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]: [string, Value]) => {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    return key === "__proto__" ? [at] : protoKeys(item, at);
  });
}

function computedGiven(
  kind: "variable" | "setting",
  name: string,
  locate: Places["locate"],
  related: readonly RelatedLocation[],
): Diagnostic {
  const location = locate([`${kind}s`, name], "key");
  return diagnostic("computed-given", { kind, name }, location, related);
}

/** A variable may be named as what every object inherits, such as `constructor`. */
function ownValue(given: ValueMap, name: string): Value | undefined {
  return Object.hasOwn(given, name) ? given[name] : undefined;
}

function unknownVariable(stack: ProjectStack, name: string, locate: Places["locate"]): Diagnostic {
  const location = locate(["variables", name], "key");
  const secret = stack.secrets.get(name);
  if (secret) {
    // The line holds what must not be written down: it is not shown.
    const { excerpt, ...place } = location;
    return diagnostic("secret-value", { name }, place, declaredHere(secret.location));
  }
  const suggestion = nearest(name, stack.variables.keys());
  const meant = stack.variables.get(suggestion ?? "");
  const args = { kind: "variable" as const, name, stack: stack.name, suggestion };
  return diagnostic("unknown-name", args, location, declaredHere(meant?.location, suggestion));
}

/** A place in a value as Terraform would name it: `ecr_repository_urls.core`, `origins[1]`. */
function nameOf([, name, ...steps]: Path): string {
  return `${name}${steps.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("")}`;
}

/** The place of a value that a check of the schema's own fails at. */
function valueHere(locate: Places["locate"], path: Path): () => readonly RelatedLocation[] {
  return () => {
    const { excerpt, ...location } = locate(path, "value");
    return [{ location, note: "with this value" }];
  };
}

/** A declaration's place, to be reported with a value that does not fit it. */
export function declaredHere(
  location: Location | undefined,
  name?: string,
): readonly RelatedLocation[] {
  if (!location) return [];
  return [{ location, note: name ? `"${name}" is declared here` : "declared here" }];
}
