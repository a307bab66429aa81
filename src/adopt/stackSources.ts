import { enumerated } from "../diagnostics/phrases.ts";
import type { Blueprint, Declaration, SpecValues } from "../init/blueprint.ts";
import { groupBy } from "../model/groupBy.ts";
import type { Value } from "../model/value.ts";
import { jsonLiteral } from "../render/literals.ts";
import { type RootVariable, variablesOf } from "./declarations.ts";
import type { AdoptedFile } from "./stackFiles.ts";
import type { StackPlan } from "./stacks.ts";
import { type ChoicePart, isStatePlace, type Part } from "./unify/parts.ts";
import { printTemplate } from "./unify/print.ts";
import { nameSpecEntries, type SpecEntries, type SpecEntry } from "./unify/specEntries.ts";
import { structureText } from "./unify/structure.ts";
import { zodOfValues } from "./valueType.ts";
import { converted, zodText } from "./zodType.ts";

/** A stack as schema, specs and templates, and the names of what differs. */
export interface StackSources {
  readonly blueprint: Blueprint;
  readonly entries: SpecEntries;
}

/**
 * Writes what a stack's environments have in common, and the values of each.
 *
 * @param taken names that the stack has already
 */
export function stackSources(
  plan: StackPlan,
  files: readonly AdoptedFile[],
  taken: ReadonlySet<string> = new Set(),
): StackSources {
  const names = plan.members.map(({ name }) => name);
  const everyone = names.map((_, index) => index);
  const whole = files.map((file) => ({ file, parts: partsOf(file, names.length) }));
  const declared = plan.members.map(({ root }) => variablesOf(root));
  const entries = nameSpecEntries(
    whole.map(({ parts }) => parts),
    names,
    (name, values) => variableType(name, values, declared) !== undefined,
    taken,
  );
  const templates = new Map<string, string>();
  const folder = `environments/${plan.name}`;
  for (const { file, parts } of whole) {
    if (file.carrying === "verbatim") {
      for (const [condition, text] of verbatimTexts(file, parts, entries, everyone)) {
        templates.set(`${folder}/${condition}${file.name}`, text);
      }
      continue;
    }
    const [only] = parts;
    const isPartial = file.sides.length < names.length && only?.kind === "choice";
    const test = isPartial ? entries.testsOf(only, everyone)[0] : undefined;
    const condition = test === undefined ? "" : conditionOf(test);
    const inner = isPartial ? (only.branches[0]?.parts ?? []) : parts;
    const members = isPartial ? (only.branches[0]?.members ?? []) : everyone;
    const path = `${folder}/${condition}${file.name}`;
    if (!file.parts) templates.set(path, file.sides[0]?.text ?? "");
    else {
      const formatted = file.carrying === "formatted";
      const front = [
        ...(file.carrying === "as written" ? ["{{!-- as written --}}\n"] : []),
        ...(file.crlf ? ["{{!-- crlf --}}\n"] : []),
      ];
      templates.set(
        `${path}.hbs`,
        front.join("") + printTemplate(inner, members, { entries, formatted }),
      );
    }
  }
  const settings = entries.all
    .filter(({ kind }) => kind === "setting")
    .map((entry) => settingOf(entry, names));
  const variables = entries.all
    .filter(({ kind }) => kind === "variable")
    .map((entry) => variableOf(entry, names, declared));
  return {
    entries,
    blueprint: {
      stack: plan.name,
      modules: [],
      environments: names,
      settings: settings.map(({ declaration }) => declaration),
      variables: variables.map(({ declaration }) => declaration),
      ...specValues({ settings, variables }, names),
      templates,
    },
  };
}

/** A file that only some have is a choice as a whole, and so is one of which each has its own. */
function partsOf(file: AdoptedFile, count: number): readonly Part[] {
  const parts = file.parts ?? [];
  const isVerbatim = file.carrying === "verbatim";
  if (file.sides.length === count && !(isVerbatim && !file.same)) return parts;
  const place = ["file", file.name.replace(/\.tf$/, "")];
  const members = isVerbatim ? [...byText(file).values()] : [file.sides.map(({ index }) => index)];
  const branches = members.map((some) => ({ members: some, parts }));
  return [{ kind: "choice", place, branches } satisfies ChoicePart];
}

/** The texts of a file that is carried as it is, each with the folder that says who has it. */
function verbatimTexts(
  file: AdoptedFile,
  [choice]: readonly Part[],
  entries: SpecEntries,
  everyone: readonly number[],
): readonly (readonly [condition: string, text: string])[] {
  const texts = [...byText(file).keys()];
  if (choice?.kind !== "choice") return texts.map((text) => ["", text]);
  const [first = "", ...others] = entries.testsOf(choice, everyone);
  const tests = [first, ...others.map((test) => test ?? negated(first))];
  return texts.map((text, at) => [conditionOf(tests[at] ?? ""), text]);
}

function negated(test: string): string {
  return test.startsWith("(not ") ? test.slice("(not ".length, -1) : `(not ${test})`;
}

/** The folder of a test: `settings.x` is `@x/`, `(not settings.x)` is `@!x/`, `(eq settings.x "a")` is `@x=a/`. */
function conditionOf(test: string): string {
  const [, name = "", value] = /settings\.(\w+)(?: "(.*)")?/.exec(test) ?? [];
  const negation = test.startsWith("(not") ? "!" : "";
  return `@${negation}${name}${value === undefined ? "" : `=${value.replaceAll("/", "+")}`}/`;
}

function byText({ sides }: AdoptedFile): ReadonlyMap<string, readonly number[]> {
  const groups = groupBy(sides, ({ text }) => text);
  return new Map([...groups].map(([text, some]) => [text, some.map(({ index }) => index)]));
}

interface Made {
  readonly declaration: Declaration;
  readonly values: ReadonlyMap<number, Value>;
}

function settingOf({ name, values, places, choices }: SpecEntry, names: readonly string[]) {
  const all = [...values.values()];
  const optional = values.size < names.length ? ".optional()" : "";
  const isState = choices.length === 0 && places.some(isStatePlace);
  const declaration: Declaration = {
    name,
    type: `${zodOfValues(all)}${optional}`,
    description: `${places[0]?.join(" ") ?? ""}${places.length > 1 ? `, and ${places.length - 1} more of the same` : ""}`,
    ...(isState && areDistinct(all) ? { unique: true } : {}),
    ...(choices.length > 0
      ? { copied: true, drift: structureText(choices, names) }
      : driftOf(values, names)),
    ...(isState && names.length === 1 ? { drift: "each environment has a state of its own" } : {}),
  };
  return { declaration, values };
}

function areDistinct(values: readonly Value[]): boolean {
  return new Set(values.map(jsonLiteral)).size === values.length;
}

function variableOf(
  { name, values }: SpecEntry,
  names: readonly string[],
  declared: readonly ReadonlyMap<string, RootVariable>[],
) {
  const known = blockOf(name, declared);
  const zod = variableType(name, [...values.values()], declared);
  const optional = values.size < names.length ? ".optional()" : "";
  const declaration: Declaration = {
    name,
    type: `${zod}${optional}`,
    description: known?.description ?? `${name}, not described so far`,
    ...(known?.sensitive ? { sensitive: true } : {}),
    ...driftOf(values, names),
  };
  return { declaration, values };
}

function blockOf(
  name: string,
  declared: readonly ReadonlyMap<string, RootVariable>[],
): RootVariable | undefined {
  return declared.map((variables) => variables.get(name)).find((block) => block !== undefined);
}

/** The type of a variable: what its block declares, else what its values have in common; none where Terraform has none. */
function variableType(
  name: string,
  values: readonly Value[],
  declared: readonly ReadonlyMap<string, RootVariable>[],
): string | undefined {
  const type = blockOf(name, declared)?.type;
  if (type && values.every((value) => isSame(converted(value, type), value))) return zodText(type);
  const common = zodOfValues(values);
  return /z\.(?:union|unknown|null)\(/.test(common) ? undefined : common;
}

function isSame(one: Value | undefined, other: Value): boolean {
  return one !== undefined && jsonLiteral(one) === jsonLiteral(other);
}

function driftOf(values: ReadonlyMap<number, Value>, names: readonly string[]) {
  if (names.length === 1) {
    return { drift: `${names[0]} is the only environment so far: say why others may differ` };
  }
  const isSameEverywhere =
    values.size === names.length && new Set([...values.values()].map(jsonLiteral)).size < 2;
  if (isSameEverywhere) return {};
  const list = names.length > 4 ? `${names.length} environments` : enumerated(names);
  return { drift: `differs between ${list} since before terraloom: say why` };
}

/** Values that all have are written once. */
function specValues(
  made: Readonly<Record<"settings" | "variables", readonly Made[]>>,
  names: readonly string[],
) {
  const valuesIn = (isOwn: boolean, index: number): SpecValues => {
    const section = (some: readonly Made[]): Record<string, Value> =>
      Object.fromEntries(
        some.flatMap(({ declaration: { name, drift }, values }) => {
          const value = isOwn ? values.get(index) : (values.get(index) ?? null);
          return (drift !== undefined) === isOwn && value !== undefined ? [[name, value]] : [];
        }),
      );
    return { settings: section(made.settings), variables: section(made.variables) };
  };
  const each = new Map(names.map((name, index) => [name, valuesIn(true, index)]));
  return { shared: valuesIn(false, 0), each };
}
