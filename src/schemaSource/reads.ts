import { keyText, quoted } from "./entryText.ts";
import type { Mention } from "./mentions.ts";
import {
  type AnyNode,
  type At,
  type Expression,
  isNode,
  nodesIn,
  rangeOf,
  type SchemaSource,
} from "./source.ts";

/** Where a function reads a variable: `variables.NAME`, `one.variables["NAME"]`, `({ variables: { NAME } })`, `const { NAME } = variables`. */
export function readsIn({ source, node }: At<Expression>, name: string): Mention[] {
  const nodes = nodesIn(node);
  const aliases = new Set(nodes.flatMap(aliasIn));
  const isVariables = (one: unknown): boolean =>
    isNode(one) &&
    ((one.type === "Identifier" && aliases.has(one.name as string)) ||
      (isMember(one) && nameIn(one.property, one.computed) === "variables"));
  return nodes.flatMap((one): Mention[] => {
    if (isMember(one) && isVariables(one.object) && nameIn(one.property, one.computed) === name) {
      return [memberMention(source, one.property as AnyNode, one.computed === true)];
    }
    const pattern =
      one.type === "ObjectProperty" && nameIn(one.key, one.computed) === "variables"
        ? one.value
        : one.type === "VariableDeclarator" && isVariables(one.init)
          ? one.id
          : undefined;
    return isNode(pattern) && pattern.type === "ObjectPattern"
      ? patternMentions(source, pattern, name)
      : [];
  });
}

function memberMention(source: SchemaSource, member: AnyNode, isText: boolean): Mention {
  const renamed = (newName: string): string => (isText ? quoted(newName, source.format) : newName);
  return { source, ...rangeOf(member), kind: "reads", renamed };
}

function patternMentions(source: SchemaSource, pattern: AnyNode, name: string): Mention[] {
  return (pattern.properties as readonly AnyNode[]).flatMap((member): Mention[] => {
    if (member.type !== "ObjectProperty" || nameIn(member.key, member.computed) !== name) return [];
    const isShorthand = member.shorthand === true;
    const renamed = (newName: string): string =>
      isShorthand ? `${keyText(newName, source.format)}: ${name}` : keyText(newName, source.format);
    return [{ source, ...rangeOf(member.key as AnyNode), kind: "reads", renamed }];
  });
}

/** What `variables` are called: `{ variables }`, `{ variables: values }`, `const values = facts.variables`. */
function aliasIn(node: AnyNode): string[] {
  const named = (one: unknown): string[] =>
    isNode(one) && one.type === "Identifier" ? [one.name as string] : [];
  if (node.type === "ObjectProperty" && nameIn(node.key, node.computed) === "variables") {
    return named(node.value);
  }
  const isAlias =
    node.type === "VariableDeclarator" &&
    isNode(node.init) &&
    isMember(node.init) &&
    nameIn(node.init.property, node.init.computed) === "variables";
  return isAlias ? named(node.id) : [];
}

function isMember({ type }: AnyNode): boolean {
  return type === "MemberExpression" || type === "OptionalMemberExpression";
}

function nameIn(node: unknown, computed: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === "StringLiteral") return node.value as string;
  return node.type === "Identifier" && computed !== true ? (node.name as string) : undefined;
}
