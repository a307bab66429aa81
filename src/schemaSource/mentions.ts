import type { ProjectSchema } from "../model/schema.ts";
import { keyText } from "./entryText.ts";
import { declaredOptions, findStack } from "./find.ts";
import { type Entry, findEntry, follow, objectAt, property, propertyName } from "./follow.ts";
import { readsIn } from "./reads.ts";
import {
  type At,
  type Expression,
  type ObjectLiteral,
  rangeOf,
  type SchemaSource,
  type SchemaSources,
} from "./source.ts";

/** A place of the schema that says a variable's name, beside its declaration. */
export interface Mention {
  readonly source: SchemaSource;
  readonly start: number;
  readonly end: number;
  /** `computes`: its own entry under `computed`; `reads`: a function or a call rests on it; `follows`: it is deprecated in favour of the variable. */
  readonly kind: "computes" | "reads" | "follows";
  /** What stands there when the variable has another name. */
  readonly renamed: (newName: string) => string;
}

/**
 * The places of a schema that say a variable's name: in computed values and rules, `forEach` of calls, `deprecated` of
 * others. A function that looks at several stacks, more than one of which has such a variable, is left out: which one it
 * means is not certain.
 *
 * @param stacks those whose variable is meant
 */
export function mentionsOf(
  sources: SchemaSources,
  { stacks: declared }: ProjectSchema,
  stacks: readonly string[],
  name: string,
): readonly Mention[] {
  const all = [...declared.keys()];
  const declaring = all.filter((stack) => declared.get(stack)?.variables.has(name));
  // Each function with the stacks that use it.
  const functions = new Map<object, { at: At<Expression>; stacks: Set<string> }>();
  const own: Mention[] = [];
  for (const stack of all) {
    const options = findStack(stack, sources);
    if (!options) continue;
    for (const at of functionsIn(options)) {
      const known = functions.get(at.node) ?? { at, stacks: new Set<string>() };
      known.stacks.add(stack);
      functions.set(at.node, known);
    }
    if (stacks.includes(stack)) own.push(...mentionsInOptions(options, name));
  }
  const read = [...functions.values()].flatMap(({ at, stacks: users }) => {
    const seen = looksElsewhere(at) ? all : [...users];
    const meant = declaring.filter((stack) => seen.includes(stack));
    const isCertain = meant.length > 0 && meant.every((stack) => stacks.includes(stack));
    return isCertain ? readsIn(at, name) : [];
  });
  const places = new Map(
    [...own, ...read].map((mention) => [`${mention.source.file}:${mention.start}`, mention]),
  );
  return [...places.values()];
}

/** What a stack computes, and its rules. */
function functionsIn(options: At<ObjectLiteral>): At<Expression>[] {
  const paths = [["computed", "settings"], ["computed", "variables"], ["rules"]];
  const literals = paths.map((path) => objectAt(options, path));
  return literals.flatMap((literal) =>
    (literal?.node.properties ?? []).flatMap((member): At<Expression>[] => {
      if (!literal || member.type === "SpreadElement") return [];
      const { source } = literal;
      // A method: `key({ environment }) { ... }`.
      if (member.type === "ObjectMethod") return [{ source, node: member as never }];
      const value = { source, node: member.value as Expression };
      return [follow(value) ?? value];
    }),
  );
}

function mentionsInOptions(options: At<ObjectLiteral>, name: string): Mention[] {
  const calls = objectAt(options, ["calls"]);
  const forEach = calls?.node.properties.flatMap((member) => {
    const call = propertyName(member);
    const said = call === undefined ? undefined : objectAt(calls, [call]);
    return textMention(said && property(said, "forEach"), name, "reads", "");
  });
  const variables = objectAt(options, ["variables"]);
  const followers = variables?.node.properties.flatMap((_, index) => {
    const said = declaredOptions({ ...variables, index });
    return textMention(said && property(said, "deprecated"), name, "follows", "use ");
  });
  const values = objectAt(options, ["computed", "variables"]);
  const entry = values && findEntry(values, name);
  return [...(forEach ?? []), ...(followers ?? []), ...(entry ? keyMention(entry, name) : [])];
}

/** A string that is the name, behind some words. */
function textMention(
  at: At<Expression> | undefined,
  name: string,
  kind: Mention["kind"],
  before: string,
): Mention[] {
  if (at?.node.type !== "StringLiteral" || at.node.value !== `${before}${name}`) return [];
  const { start, end } = rangeOf(at.node);
  const from = start + 1 + before.length;
  return [{ source: at.source, start: from, end: end - 1, kind, renamed: (newName) => newName }];
}

function keyMention({ source, node, index }: Entry, name: string): Mention[] {
  const member = node.properties[index];
  if (!member || member.type === "SpreadElement") return [];
  const isShorthand = member.type === "ObjectProperty" && member.shorthand;
  const key = rangeOf(member.key);
  const renamed = (newName: string): string => {
    const text = keyText(newName, source.format);
    return isShorthand ? `${text}: ${name}` : text;
  };
  return [{ source, ...key, kind: "computes", renamed }];
}

/** Whether a function looks at environments of other stacks. */
function looksElsewhere({ source, node }: At<Expression>): boolean {
  const { start, end } = rangeOf(node);
  return source.text.slice(start, end).includes("environmentsOf");
}
