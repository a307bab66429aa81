import { enumerated } from "../diagnostics/phrases.ts";
import type { Blueprint, Declaration, SpecValues } from "../init/blueprint.ts";
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
  readonly holdings: SpecEntries;
}

/**
 * Writes what a stack's environments have in common, and what each holds.
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
  const holdings = nameSpecEntries(
    whole.map(({ parts }) => parts),
    names,
    (name, values) => variableType(name, values, declared) !== undefined,
    taken,
  );
  const templates = new Map<string, string>();
  const folder = `environments/${plan.name}`;
  for (const { file, parts } of whole) {
    if (file.carrying === "verbatim") {
      for (const [condition, text] of verbatimTexts(file, parts, holdings, everyone)) {
        templates.set(`${folder}/${condition}${file.name}`, text);
      }
      continue;
    }
    const [only] = parts;
    const isPartial = file.sides.length < names.length && only?.kind === "choice";
    const test = isPartial ? holdings.testsOf(only, everyone)[0] : undefined;
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
        front.join("") + printTemplate(inner, members, { holdings, formatted }),
      );
    }
  }
  const variables = holdings.all.filter(({ kind }) => kind === "variable");
  const settings = holdings.all.filter(({ kind }) => kind === "setting");
  const made = [
    ...settings.map((holding) => ({ section: "settings" as const, ...settingOf(holding, names) })),
    ...variables.map((holding) => ({
      section: "variables" as const,
      ...variableOf(holding, names, declared),
    })),
  ];
  return {
    holdings,
    blueprint: {
      stack: plan.name,
      modules: [],
      environments: names,
      settings: made
        .filter(({ section }) => section === "settings")
        .map(({ declaration }) => declaration),
      variables: made
        .filter(({ section }) => section === "variables")
        .map(({ declaration }) => declaration),
      ...specValues(made, names),
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
  holdings: SpecEntries,
  everyone: readonly number[],
): readonly (readonly [condition: string, text: string])[] {
  const texts = [...byText(file).keys()];
  if (choice?.kind !== "choice") return texts.map((text) => ["", text]);
  const [first = "", ...others] = holdings.testsOf(choice, everyone);
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
  const found = new Map<string, number[]>();
  for (const { index, text } of sides) found.set(text, [...(found.get(text) ?? []), index]);
  return found;
}

interface Made {
  readonly section: "settings" | "variables";
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

/** What all have is said once. */
function specValues(made: readonly Made[], names: readonly string[]) {
  const empty = () => ({
    settings: {} as Record<string, Value>,
    variables: {} as Record<string, Value>,
  });
  const shared = empty();
  const each = new Map<string, SpecValues>();
  const own = names.map(empty);
  for (const { section, declaration, values } of made) {
    if (declaration.drift === undefined) {
      shared[section][declaration.name] = values.get(0) ?? null;
      continue;
    }
    for (const [index, value] of values) {
      const spec = own[index];
      if (spec) spec[section][declaration.name] = value;
    }
  }
  for (const [index, name] of names.entries()) each.set(name, own[index] ?? empty());
  return { shared, each };
}
