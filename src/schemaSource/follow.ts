import { posix } from "node:path";
import type {
  At,
  Expression,
  Import,
  ObjectLiteral,
  SchemaSource,
  SchemaSources,
} from "./source.ts";

/**
 * The expression of a name, through constants, imports and re-exports of the schema's files:
 * the literal or the call itself. `undefined` where that is not certain.
 */
export function follow({ source, node }: At<Expression>): At<Expression> | undefined {
  switch (node.type) {
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSNonNullExpression":
    case "ParenthesizedExpression":
      return follow({ source, node: node.expression });
    case "Identifier": {
      const bound = binding(source, node.name);
      return bound && follow(bound);
    }
    case "MemberExpression": {
      if (node.computed || node.property.type !== "Identifier") return undefined;
      const { name } = node.property;
      const module = node.object.type === "Identifier" && namespace(source, node.object.name);
      if (module) {
        const found = exported(source, module, name);
        return found && follow(found);
      }
      const object = followObject({ source, node: node.object as Expression });
      const member = object && property(object, name);
      return member && follow(member);
    }
    default:
      return { source, node };
  }
}

/** The object literal that an expression stands for. */
export function followObject(at: At<Expression>): At<ObjectLiteral> | undefined {
  const found = follow(at);
  return found?.node.type === "ObjectExpression" ? { ...found, node: found.node } : undefined;
}

/** The options of a call such as `defineStack({ ... })`, whatever name the function was imported under. */
export function followCall(at: At<Expression>, callee: string): At<ObjectLiteral> | undefined {
  const found = follow(at);
  if (found?.node.type !== "CallExpression") return undefined;
  const [options] = found.node.arguments;
  const isCallee = importedName(found.source, found.node.callee as Expression) === callee;
  return isCallee && options ? followObject({ ...found, node: options as Expression }) : undefined;
}

export interface Entry extends At<ObjectLiteral> {
  readonly index: number;
}

/** The last property of a name: in the literal itself, or in one that is spread into it. */
export function findEntry({ source, node }: At<ObjectLiteral>, name: string): Entry | undefined {
  for (let index = node.properties.length - 1; index >= 0; index--) {
    const member = node.properties[index];
    if (member?.type === "SpreadElement") {
      const spread = followObject({ source, node: member.argument });
      const found = spread && findEntry(spread, name);
      if (found) return found;
    } else if (member && propertyName(member) === name) {
      return { source, node, index };
    }
  }
  return undefined;
}

/** What a property says; `undefined` of a method. */
export function propertyValue({ source, node, index }: Entry): At<Expression> | undefined {
  const member = node.properties[index];
  return member?.type === "ObjectProperty"
    ? { source, node: member.value as Expression }
    : undefined;
}

/** The value of the property of a name. */
export function property(at: At<ObjectLiteral>, name: string): At<Expression> | undefined {
  const entry = findEntry(at, name);
  return entry && propertyValue(entry);
}

/** How far a path of properties exists in object literals. */
export interface Reached {
  readonly at: At<ObjectLiteral>;
  /** The rest of the path, which does not exist yet. */
  readonly missing: readonly string[];
}

/** Follows a path of properties; `undefined` if one of them cannot be followed with certainty. */
export function reach(at: At<ObjectLiteral>, path: readonly string[]): Reached | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return { at, missing: [] };
  const value = property(at, name);
  const object = value && followObject(value);
  if (object) return reach(object, rest);
  const isUnclear = at.node.properties.some((member) =>
    member.type === "SpreadElement"
      ? !followObject({ source: at.source, node: member.argument })
      : propertyName(member) === name,
  );
  return isUnclear ? undefined : { at, missing: path };
}

export function objectAt(
  at: At<ObjectLiteral> | undefined,
  path: readonly string[],
): At<ObjectLiteral> | undefined {
  const reached = at && reach(at, path);
  return reached?.missing.length === 0 ? reached.at : undefined;
}

/** The name of an object literal's property, or `undefined` where it is computed. */
export function propertyName(member: ObjectLiteral["properties"][number]): string | undefined {
  if (member.type === "SpreadElement" || member.computed) return undefined;
  if (member.key.type === "Identifier") return member.key.name;
  return member.key.type === "StringLiteral" ? member.key.value : undefined;
}

export function defaultExport(file: string, sources: SchemaSources): At<Expression> | undefined {
  const source = sources(file);
  return source && exportOf(source, "default");
}

/** The name that a function was exported under by "terraloom", whatever it is called in this file. */
function importedName(source: SchemaSource, callee: Expression): string | undefined {
  if (callee.type === "MemberExpression" && callee.property.type === "Identifier") {
    return callee.property.name;
  }
  if (callee.type !== "Identifier") return undefined;
  const specifier = importOf(source, callee.name)?.specifier;
  return specifier?.type === "ImportSpecifier" ? importSpecifierName(specifier) : undefined;
}

function binding(source: SchemaSource, name: string): At<Expression> | undefined {
  for (const statement of source.program.body) {
    const declaration =
      statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    // A variable that is assigned again later has not the value of its declaration.
    if (declaration?.type !== "VariableDeclaration" || declaration.kind !== "const") continue;
    for (const { id, init } of declaration.declarations) {
      if (id.type === "Identifier" && id.name === name && init) return { source, node: init };
    }
  }
  const found = importOf(source, name);
  if (!found) return undefined;
  const { statement, specifier } = found;
  if (specifier.type === "ImportNamespaceSpecifier") return undefined;
  const imported =
    specifier.type === "ImportDefaultSpecifier" ? "default" : importSpecifierName(specifier);
  return exported(source, statement.source.value, imported);
}

type Specifier = Import["specifiers"][number];

function importOf(
  source: SchemaSource,
  local: string,
): { readonly statement: Import; readonly specifier: Specifier } | undefined {
  for (const statement of source.program.body) {
    if (statement.type !== "ImportDeclaration") continue;
    const specifier = statement.specifiers.find((candidate) => candidate.local.name === local);
    if (specifier) return { statement, specifier };
  }
  return undefined;
}

/** The name that an import asks for, whatever it is called here. */
export function importSpecifierName({
  imported,
}: Extract<Specifier, { type: "ImportSpecifier" }>): string {
  return imported.type === "Identifier" ? imported.name : imported.value;
}

/** The module that `import * as name` brings in. */
function namespace(source: SchemaSource, name: string): string | undefined {
  const found = importOf(source, name);
  return found?.specifier.type === "ImportNamespaceSpecifier"
    ? found.statement.source.value
    : undefined;
}

/** @param seen files that export all of one another */
function exported(
  from: SchemaSource,
  specifier: string,
  name: string,
  seen: readonly SchemaSource[] = [],
): At<Expression> | undefined {
  if (!specifier.startsWith(".")) return undefined;
  const path = posix.join(posix.dirname(from.file), specifier);
  const candidates = [path, path.replace(/\.js$/, ".ts"), `${path}.ts`, `${path}/index.ts`];
  const [source] = candidates.flatMap((candidate) => from.sources(candidate) ?? []);
  return source && !seen.includes(source) ? exportOf(source, name, seen) : undefined;
}

function exportOf(
  source: SchemaSource,
  name: string,
  seen: readonly SchemaSource[] = [],
): At<Expression> | undefined {
  for (const statement of source.program.body) {
    if (statement.type === "ExportDefaultDeclaration" && name === "default") {
      return { source, node: statement.declaration as Expression };
    }
    if (statement.type === "ExportNamedDeclaration") {
      for (const specifier of statement.specifiers) {
        if (specifier.type !== "ExportSpecifier") continue;
        const { exported: as, local } = specifier;
        if ((as.type === "Identifier" ? as.name : as.value) !== name) continue;
        return statement.source
          ? exported(source, statement.source.value, local.name)
          : binding(source, local.name);
      }
    }
    if (statement.type === "ExportAllDeclaration") {
      const found = exported(source, statement.source.value, name, [...seen, source]);
      if (found) return found;
    }
  }
  return name === "default" ? undefined : binding(source, name);
}
