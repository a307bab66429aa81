import type { Value } from "../../model/value.ts";
import { jsonLiteral } from "../../render/literals.ts";
import type { ChoicePart, Part, Place, ValuePart } from "./parts.ts";
import { nameOfPlace, uniqueName } from "./placeName.ts";
import { type Choice, silentKind } from "./structure.ts";

/** A setting or a variable that the specs are going to hold. */
export interface SpecEntry {
  readonly name: string;
  readonly kind: "setting" | "variable";
  /** By environment; absent where it lacks the place. */
  readonly values: ReadonlyMap<number, Value>;
  /** The places that read it. */
  readonly places: readonly Place[];
  /** What it chooses, where it tells which text an environment has and is no value of it. */
  readonly choices: readonly Choice[];
}

/** The names of everything that differs. */
export interface SpecEntries {
  readonly all: readonly SpecEntry[];
  /** How a template reads a value. */
  readonly pathOf: (part: ValuePart) => string;
  /** A test for each branch, as `{{#if}}` takes it; `undefined` for one that is what is left. */
  readonly testsOf: (
    part: ChoicePart,
    members: readonly number[],
  ) => readonly (string | undefined)[];
}

type Collected = Omit<SpecEntry, "name" | "kind"> & { name: string };

/**
 * Gives names to all that differs in the files of a stack: what differs in the same way has one name.
 *
 * @param names of the environments
 * @param isVariable whether a variable can be declared that holds these values; else a setting does
 * @param others names that are taken
 */
export function nameSpecEntries(
  files: readonly (readonly Part[])[],
  names: readonly string[],
  isVariable: (name: string, values: readonly Value[]) => boolean,
  others: ReadonlySet<string>,
): SpecEntries {
  const variables = new Map<string, Collected>();
  const settings = new Map<string, Collected>();
  const toggles = new Map<string, Collected>();
  const everyone = names.map((_, index) => index);
  const collect = (
    map: Map<string, Collected>,
    key: string,
    place: Place,
    values: ReadonlyMap<number, Value>,
    choices: readonly Choice[] = [],
  ): void => {
    const known = map.get(key);
    map.set(key, {
      // A variable may have its value from one place here and from another one there.
      values: new Map([...(known?.values ?? []), ...values]),
      places: [...(known?.places ?? []), place],
      choices: [...(known?.choices ?? []), ...choices],
      name: "",
    });
  };
  const visit = (parts: readonly Part[], members: readonly number[]): void => {
    for (const part of parts) {
      if (part.kind === "value") {
        if (part.variable === undefined)
          collect(settings, keyOf(part.values), part.place, part.values);
        else collect(variables, part.variable, part.place, part.values);
      } else if (part.kind === "choice") {
        const { key, values } = toggleOf(part, members, names);
        collect(toggles, key, part.place, values, [part]);
        for (const branch of part.branches) visit(branch.parts, branch.members);
      }
    }
  };
  for (const parts of files) visit(parts, everyone);
  for (const [name, one] of variables) {
    if (isVariable(name, [...one.values.values()])) continue;
    variables.delete(name);
    settings.set(variableKey(name), one);
  }
  const taken = new Set(others);
  for (const one of settings.values()) one.name = uniqueName(nameOfPlaces(one.places), taken);
  for (const one of toggles.values()) one.name = uniqueName(toggleName(one, names), taken);
  for (const [name, one] of variables) one.name = name;
  const all = [
    ...[...settings.values(), ...toggles.values()].map((one) => ({
      ...one,
      kind: "setting" as const,
    })),
    ...[...variables.values()].map((one) => ({ ...one, kind: "variable" as const })),
  ];
  return {
    all,
    pathOf: (part) =>
      part.variable !== undefined && variables.has(part.variable)
        ? `values.${part.variable}`
        : `settings.${settings.get(settingKey(part))?.name}`,
    testsOf(part, members) {
      const { key, tests } = toggleOf(part, members, names);
      return tests(`settings.${toggles.get(key)?.name}`);
    },
  };
}

function settingKey({ variable, values }: ValuePart): string {
  return variable === undefined ? keyOf(values) : variableKey(variable);
}

function variableKey(name: string): string {
  return `variable ${name}`;
}

function keyOf(values: ReadonlyMap<number, Value>): string {
  return [...values]
    .sort(([a], [b]) => a - b)
    .map(([index, value]) => `${index} ${jsonLiteral(value)}`)
    .join("\n");
}

/** The setting that tells an environment's branch: on or off where there are two ways, else whose text it has. */
function toggleOf(
  { branches }: ChoicePart,
  members: readonly number[],
  names: readonly string[],
): {
  readonly key: string;
  readonly values: ReadonlyMap<number, Value>;
  readonly tests: (path: string) => readonly (string | undefined)[];
} {
  const covered = branches.reduce((sum, branch) => sum + branch.members.length, 0);
  const isWhole = covered === members.length;
  const [first] = branches;
  if (branches.length === 1 || (branches.length === 2 && isWhole)) {
    const on = new Set(first?.members);
    const isOn = (index: number): boolean => on.has(index);
    // The same in reverse is the same setting: that of fewer environments.
    const reversed = on.size * 2 > names.length;
    const values = new Map(names.map((_, index) => [index, isOn(index) !== reversed]));
    const test = (path: string): string => (reversed ? `(not ${path})` : path);
    return {
      key: keyOf(values),
      values,
      tests: (path) => [test(path), ...branches.slice(1).map(() => undefined)],
    };
  }
  const owner = branches.map((branch) => names[Math.min(...branch.members)] ?? "");
  const values = new Map<number, Value>();
  for (const [at, branch] of branches.entries()) {
    for (const index of branch.members) values.set(index, owner[at] ?? "");
  }
  for (const index of names.keys()) if (!values.has(index)) values.set(index, names[index] ?? "");
  return {
    key: keyOf(values),
    values,
    tests: (path) => owner.map((name) => `(eq ${path} ${JSON.stringify(name)})`),
  };
}

function toggleName({ values, places, choices }: Collected, names: readonly string[]): string {
  const [first = []] = places;
  const [silent] = new Set(choices.map(silentKind));
  // A name without that would say that what stands there is only in some.
  const isSilent = silent !== undefined && choices.every((one) => silentKind(one) === silent);
  const place = isSilent ? [...first, silent] : first;
  if ([...values.values()].every((value) => typeof value === "string")) {
    return places.length > 1 || place.length === 0 ? "like" : `${nameOfPlace(place)}_like`;
  }
  const members = [...values].filter(([, value]) => value === true).map(([index]) => names[index]);
  if (places.length === 1 && place.length > 0) return `has_${nameOfPlace(place)}`;
  return members.length === 1 ? `like_${members[0]}` : `has_${nameOfPlace(place)}`;
}

/** The last word where all places end with it, else what the first is called. */
function nameOfPlaces(places: readonly Place[]): string {
  const [first = []] = places;
  const last = first.at(-1) ?? "";
  const isCommon = places.length > 1 && places.every((place) => place.at(-1) === last);
  return nameOfPlace(isCommon ? [last] : first);
}
