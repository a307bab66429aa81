import { schemaEntry } from "../model/layout.ts";
import {
  defaultExport,
  type Entry,
  findEntry,
  follow,
  followCall,
  followObject,
  objectAt,
  property,
  propertyValue,
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

/** The options of the `defineStack` call of a stack, found from `schema/index.ts` on. */
export function findStack(stack: string, sources: SchemaSources): At<ObjectLiteral> | undefined {
  const literal = findStacks(sources);
  const value = literal && property(literal, stack);
  return value && followCall(value, "defineStack");
}

/** The object literal of the project's stacks. */
export function findStacks(sources: SchemaSources): At<ObjectLiteral> | undefined {
  return objectAt(findProject(sources), ["stacks"]);
}

/** The promotion order's lists: the project's, and those of some stacks. */
export function findPromotions(
  sources: SchemaSources,
  stacks: readonly string[],
): readonly At<ArrayLiteral>[] {
  const owners = [findProject(sources), ...stacks.map((stack) => findStack(stack, sources))];
  return owners.flatMap((options) => {
    const value = options && property(options, "promotion");
    const found = value && follow(value);
    return found?.node.type === "ArrayExpression" ? [{ ...found, node: found.node }] : [];
  });
}

function findProject(sources: SchemaSources): At<ObjectLiteral> | undefined {
  const project = defaultExport(schemaEntry, sources);
  return project && followCall(project, "defineProject");
}

/** The declaration of a name in a stack. */
export function findDeclaration(
  sources: SchemaSources,
  stack: string,
  section: Section,
  name: string,
): Entry | undefined {
  const literal = objectAt(findStack(stack, sources), [section]);
  return literal && findEntry(literal, name);
}

/** The options of an entry: of `variable(type, { ... })`. */
export function declaredOptions(entry: Entry): At<ObjectLiteral> | undefined {
  const value = propertyValue(entry);
  const declared = value && follow(value);
  if (declared?.node.type !== "CallExpression") return undefined;
  const [, options] = declared.node.arguments;
  return options && followObject({ ...declared, node: options as Expression });
}

export function objectItems({ source, node }: At<ObjectLiteral>): BracketedList {
  const { start, end } = rangeOf(node);
  const items = node.properties.map(rangeOf);
  return { text: source.text, open: start, close: end - 1, items, unit: source.format.unit };
}

export function arrayItems({ source, node }: At<ArrayLiteral>): BracketedList {
  const { start, end } = rangeOf(node);
  const items = node.elements.flatMap((element) => (element ? [rangeOf(element)] : []));
  return { text: source.text, open: start, close: end - 1, items, unit: source.format.unit };
}

/** The text of the zod type that an entry declares: the first argument of its call. */
export function declaredTypeText(entry: Entry): string | undefined {
  const call = propertyValue(entry)?.node;
  const [type] = call?.type === "CallExpression" ? call.arguments : [];
  if (!type) return undefined;
  const { start, end } = rangeOf(type);
  return entry.source.text.slice(start, end);
}
