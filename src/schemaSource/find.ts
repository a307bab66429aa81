import { schemaEntry } from "../model/layout.ts";
import {
  defaultExport,
  follow,
  followCall,
  followObject,
  property,
  propertyName,
  propertyObject,
} from "./follow.ts";
import type { BracketedList } from "./list.ts";
import {
  type ArrayLiteral,
  type At,
  type Expression,
  type ObjectLiteral,
  rangeOf,
  type SchemaSources,
} from "./source.ts";

/** The parts of a stack that hold declarations by name. */
export type Section = "settings" | "variables" | "secrets";

/** A property of an object literal that declares something. */
export interface Entry extends At<ObjectLiteral> {
  readonly index: number;
}

/** The options of the `defineStack` call of a stack, found from `schema/index.ts` on. */
export function findStack(stack: string, sources: SchemaSources): At<ObjectLiteral> | undefined {
  const literal = findStacks(sources);
  const value = literal && property(literal, stack, sources);
  return value && followCall(value, "defineStack", sources);
}

/** The project's stacks: what it says by their names. */
export function findStacks(sources: SchemaSources): At<ObjectLiteral> | undefined {
  const project = findProject(sources);
  return project && propertyObject(project, "stacks", sources);
}

/** The promotion order's list. */
export function findPromotion(sources: SchemaSources): At<ArrayLiteral> | undefined {
  const project = findProject(sources);
  const value = project && property(project, "promotion", sources);
  return value?.node.type === "ArrayExpression"
    ? { source: value.source, node: value.node }
    : undefined;
}

/** Every promotion order's list: the project's, and those of stacks. */
export function findPromotions(
  sources: SchemaSources,
  stacks: readonly string[],
): readonly At<ArrayLiteral>[] {
  const owners = [findProject(sources), ...stacks.map((stack) => findStack(stack, sources))];
  return owners.flatMap((options) => {
    const value = options && property(options, "promotion", sources);
    const found = value && follow(value, sources);
    return found?.node.type === "ArrayExpression" ? [{ ...found, node: found.node }] : [];
  });
}

function findProject(sources: SchemaSources): At<ObjectLiteral> | undefined {
  const project = defaultExport(schemaEntry, sources);
  return project && followCall(project, "defineProject", sources);
}

/** The declaration of a name in a stack. */
export function findDeclaration(
  sources: SchemaSources,
  stack: string,
  section: Section,
  name: string,
): Entry | undefined {
  const options = findStack(stack, sources);
  const literal = options && propertyObject(options, section, sources);
  return literal && findEntry(literal, name, sources);
}

/** What an entry says besides its type: the options of `variable(type, { ... })`. */
export function declaredOptions(
  { source, node, index }: Entry,
  sources: SchemaSources,
): At<ObjectLiteral> | undefined {
  const member = node.properties[index];
  if (member?.type !== "ObjectProperty") return undefined;
  const declared = follow({ source, node: member.value as Expression }, sources);
  if (declared?.node.type !== "CallExpression") return undefined;
  const [, options] = declared.node.arguments;
  return options && followObject({ ...declared, node: options as Expression }, sources);
}

/** The property that declares a name: in the section's own literal, or in one that is spread into it. */
export function findEntry(
  { source, node }: At<ObjectLiteral>,
  name: string,
  sources: SchemaSources,
): Entry | undefined {
  for (let index = node.properties.length - 1; index >= 0; index--) {
    const member = node.properties[index];
    if (member?.type === "SpreadElement") {
      const spread = followObject({ source, node: member.argument }, sources);
      const found = spread && findEntry(spread, name, sources);
      if (found) return found;
    } else if (member && propertyName(member) === name) {
      return { source, node, index };
    }
  }
  return undefined;
}

/** An object literal as a list of items. */
export function objectItems({ source, node }: At<ObjectLiteral>): BracketedList {
  const { start, end } = rangeOf(node);
  const items = node.properties.map(rangeOf);
  return { text: source.text, open: start, close: end - 1, items };
}

/** An array literal as a list of items; `undefined` where it has holes. */
export function arrayItems({ source, node }: At<ArrayLiteral>): BracketedList | undefined {
  const { start, end } = rangeOf(node);
  const items = node.elements.flatMap((element) => (element ? [rangeOf(element)] : []));
  if (items.length !== node.elements.length) return undefined;
  return { text: source.text, open: start, close: end - 1, items };
}

/** The text of the zod type that an entry declares: what stands first between the brackets of its call. */
export function declaredTypeText({ source, node, index }: Entry): string | undefined {
  const member = node.properties[index];
  const call = member?.type === "ObjectProperty" ? member.value : undefined;
  const type = call?.type === "CallExpression" ? call.arguments[0] : undefined;
  if (!type) return undefined;
  const { start, end } = rangeOf(type);
  return source.text.slice(start, end);
}
