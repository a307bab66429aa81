import { enumerated } from "../diagnostics/phrases.ts";
import type { Blueprint, Declaration, SpecValues } from "../init/blueprint.ts";
import { groupBy } from "../model/groupBy.ts";
import type { Value } from "../model/value.ts";
import { jsonLiteral } from "../render/literals.ts";
import { type RootVariable, variablesOf } from "./declarations.ts";
import type { AdoptedFile } from "./stackFiles.ts";
import type { StackPlan } from "./stacks.ts";
import { type ChoicePart, isStatePlace } from "./unify/parts.ts";
import { printTemplate } from "./unify/print.ts";
import { nameSpecEntries, type SpecEntry, type Test } from "./unify/specEntries.ts";
import { structureText } from "./unify/structure.ts";
import { fits, zodOfValues, zodText } from "./zodType.ts";

/**
 * Writes what a stack's environments have in common, and the values of each.
 *
 * @param taken names that the stack has already
 */
export function stackBlueprint(
  plan: StackPlan,
  files: readonly AdoptedFile[],
  taken: ReadonlySet<string> = new Set(),
): Blueprint {
  const names = plan.members.map(({ name }) => name);
  const everyone = names.map((_, index) => index);
  const whole = files.map((file) => ({ file, choice: choiceOf(file, names.length) }));
  const declared = plan.members.map(({ root }) => variablesOf(root));
  const entries = nameSpecEntries(
    whole.map(({ file, choice }) => (choice ? [choice] : (file.parts ?? []))),
    names,
    (name, values) => variableType(name, values, declared) !== undefined,
    taken,
  );
  const templates = new Map<string, string>();
  for (const { file, choice } of whole) {
    const tests = choice ? entries.testsOf(choice, everyone) : [];
    const branches = choice?.branches ?? [{ members: everyone, parts: file.parts ?? [] }];
    for (const [at, { members, parts }] of branches.entries()) {
      // Of two branches the second is the rest.
      const test = tests[at] ?? (tests[0] && { ...tests[0], is: !tests[0].is });
      const path = `environments/${plan.name}/${test ? folderOf(test) : ""}${file.name}`;
      if (file.parts) {
        const formatted = file.carrying === "formatted";
        const front =
          (formatted ? "" : "{{!-- as written --}}\n") + (file.crlf ? "{{!-- crlf --}}\n" : "");
        templates.set(`${path}.hbs`, front + printTemplate(parts, members, { entries, formatted }));
      } else {
        const side = file.sides.find(({ index }) => index === members[0]);
        templates.set(path, side?.text ?? "");
      }
    }
  }
  const made = entries.all.map((entry) => ({
    kind: entry.kind,
    declaration: declarationOf(entry, names, declared),
    values: entry.values,
  }));
  const settings = made.filter(({ kind }) => kind === "setting");
  const variables = made.filter(({ kind }) => kind === "variable");
  return {
    stack: plan.name,
    modules: [],
    environments: names,
    settings: settings.map(({ declaration }) => declaration),
    variables: variables.map(({ declaration }) => declaration),
    ...specValues({ settings, variables }, names),
    templates,
  };
}

/** A file that only some have is a choice as a whole, and so is one of which each has its own. */
function choiceOf({ name, sides, parts = [], same, carrying }: AdoptedFile, count: number) {
  const isOwn = carrying === "verbatim" && !same;
  if (sides.length === count && !isOwn) return undefined;
  const groups = isOwn ? [...groupBy(sides, ({ text }) => text).values()] : [sides];
  const branches = groups.map((some) => ({ members: some.map(({ index }) => index), parts }));
  const place = ["file", name.replace(/\.tf$/, "")];
  return { kind: "choice", place, branches } satisfies ChoicePart;
}

/** The folder of a template for some: `@x/` where the setting x is on, `@!x/` where it is off, `@x=a/` where it is "a". */
function folderOf({ setting, is }: Test): string {
  const value = typeof is === "string" ? `=${is.replaceAll("/", "+")}` : "";
  return `@${is === false ? "!" : ""}${setting}${value}/`;
}

interface Made {
  readonly declaration: Declaration;
  readonly values: ReadonlyMap<number, Value>;
}

type Declared = readonly ReadonlyMap<string, RootVariable>[];

function declarationOf(
  { name, kind, values, places, choices }: SpecEntry,
  names: readonly string[],
  declared: Declared,
): Declaration {
  const all = [...values.values()];
  const isVariable = kind === "variable";
  const block = isVariable ? blockOf(name, declared) : undefined;
  const type = isVariable ? variableType(name, all, declared) : zodOfValues(all);
  const isState = !isVariable && choices.length === 0 && places.some(isStatePlace);
  const more = places.length > 1 ? `, and ${places.length - 1} more of the same` : "";
  return {
    name,
    type: `${type}${values.size < names.length ? ".optional()" : ""}`,
    description: isVariable
      ? (block?.description ?? `${name}, not described so far`)
      : `${places[0]?.join(" ") ?? ""}${more}`,
    ...(block?.sensitive ? { sensitive: true } : {}),
    ...(isState && areDistinct(all) ? { unique: true } : {}),
    ...(choices.length > 0
      ? { copied: true, drift: structureText(choices, names) }
      : driftOf(values, names)),
    ...(isState && names.length === 1 ? { drift: "each environment has a state of its own" } : {}),
  };
}

function areDistinct(values: readonly Value[]): boolean {
  return new Set(values.map(jsonLiteral)).size === values.length;
}

function blockOf(name: string, declared: Declared): RootVariable | undefined {
  return declared.map((variables) => variables.get(name)).find((block) => block !== undefined);
}

/** The type of a variable: what its block declares, else what its values have in common; none where Terraform has none. */
function variableType(
  name: string,
  values: readonly Value[],
  declared: Declared,
): string | undefined {
  const type = blockOf(name, declared)?.type;
  if (type && values.every((value) => fits(value, type))) return zodText(type);
  const common = zodOfValues(values);
  return /z\.(?:union|unknown|null)\(/.test(common) ? undefined : common;
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
