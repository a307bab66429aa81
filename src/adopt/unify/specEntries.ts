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

/** What a setting has to be for an environment to have a text. */
export interface Test {
  readonly setting: string;
  readonly is: boolean | string;
}

/** The names of everything that differs. */
export interface SpecEntries {
  readonly all: readonly SpecEntry[];
  /** How a template reads a value. */
  readonly pathOf: (part: ValuePart) => string;
  /** A test for each branch; `undefined` for one that is what is left. */
  readonly testsOf: (part: ChoicePart, members: readonly number[]) => readonly (Test | undefined)[];
}

type Found = Omit<SpecEntry, "name" | "kind"> & Pick<ValuePart, "variable">;

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
  const found = new Map<string, Found>();
  const collect = (key: string, part: Omit<ValuePart, "kind" | "form">, choice?: Choice): void => {
    const { values = [], places = [], choices = [] } = found.get(key) ?? {};
    found.set(key, {
      variable: part.variable,
      // A variable may have its value from one place here and from another one there.
      values: new Map([...values, ...part.values]),
      places: [...places, part.place],
      choices: choice ? [...choices, choice] : choices,
    });
  };
  const visit = (parts: readonly Part[], members: readonly number[]): void => {
    for (const part of parts) {
      if (part.kind === "value") collect(valueKey(part), part);
      if (part.kind !== "choice") continue;
      const { key, values } = toggleOf(part, members, names);
      collect(key, { place: part.place, values }, part);
      for (const branch of part.branches) visit(branch.parts, branch.members);
    }
  };
  for (const parts of files) visit(parts, [...names.keys()]);
  const taken = new Set(others);
  const named = new Map<string, SpecEntry>();
  // What chooses texts takes the names that are left.
  const isToggle = ({ choices }: Found): boolean => choices.length > 0;
  const sorted = [...found].sort(([, a], [, b]) => Number(isToggle(a)) - Number(isToggle(b)));
  for (const [key, { variable, ...entry }] of sorted) {
    if (variable !== undefined && isVariable(variable, [...entry.values.values()])) {
      named.set(key, { ...entry, kind: "variable", name: variable });
      continue;
    }
    const name = entry.choices.length > 0 ? toggleName(entry, names) : nameOfPlaces(entry.places);
    named.set(key, { ...entry, kind: "setting", name: uniqueName(name, taken) });
  }
  return {
    all: [...named.values()],
    pathOf(part) {
      const { kind, name } = named.get(valueKey(part)) ?? {};
      return `${kind === "variable" ? "values" : "settings"}.${name}`;
    },
    testsOf(part, members) {
      const { key, tests } = toggleOf(part, members, names);
      const setting = named.get(key)?.name ?? "";
      return tests.map((is) => (is === undefined ? undefined : { setting, is }));
    },
  };
}

function valueKey({ variable, values }: ValuePart): string {
  return variable === undefined ? keyOf(values) : `variable ${variable}`;
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
  /** What it is for each branch; `undefined` for one that is what is left. */
  readonly tests: readonly (boolean | string | undefined)[];
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
    const tests = branches.map((_, at) => (at === 0 ? !reversed : undefined));
    return { key: `toggle ${keyOf(values)}`, values, tests };
  }
  const owner = branches.map((branch) => names[Math.min(...branch.members)] ?? "");
  const values = new Map<number, Value>();
  for (const [at, branch] of branches.entries()) {
    for (const index of branch.members) values.set(index, owner[at] ?? "");
  }
  for (const index of names.keys()) if (!values.has(index)) values.set(index, names[index] ?? "");
  return { key: `toggle ${keyOf(values)}`, values, tests: owner };
}

function toggleName(
  { values, places, choices }: Omit<Found, "variable">,
  names: readonly string[],
): string {
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
