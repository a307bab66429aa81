import type { ParseResult } from "@babel/parser";
import { type SourceFormat, sourceFormatOf } from "./sourceFormat.ts";

type Program = ParseResult["program"];
export type Statement = Program["body"][number];
export type Expression = Extract<Statement, { type: "ExpressionStatement" }>["expression"];
export type ObjectLiteral = Extract<Expression, { type: "ObjectExpression" }>;
export type ArrayLiteral = Extract<Expression, { type: "ArrayExpression" }>;
export type Import = Extract<Statement, { type: "ImportDeclaration" }>;

/** A file of the schema, parsed; every node knows its offsets. */
export interface SchemaSource {
  /** Relative to the project's root. */
  readonly file: string;
  readonly text: string;
  readonly program: Program;
  readonly format: SourceFormat;
  /** All files of the schema. */
  readonly sources: SchemaSources;
}

/** The files of the schema by path, each parsed once; `undefined` where there is none or it does not parse. */
export type SchemaSources = (file: string) => SchemaSource | undefined;

/** Something in a file of the schema. */
export interface At<N> {
  readonly source: SchemaSource;
  readonly node: N;
}

/** Where a node starts and ends, exclusive. */
export function rangeOf({ start, end }: { start?: number | null; end?: number | null }): {
  readonly start: number;
  readonly end: number;
} {
  return { start: start ?? 0, end: end ?? 0 };
}

export interface AnyNode {
  readonly type: string;
  readonly start?: number | null;
  readonly end?: number | null;
  readonly [key: string]: unknown;
}

export function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && "type" in value;
}

export function nodesIn(node: object): AnyNode[] {
  const below = Object.values(node).flat().filter(isNode).flatMap(nodesIn);
  return isNode(node) ? [node, ...below] : below;
}

/**
 * Makes a reader of schema files. The parser is loaded here, by the commands that edit a schema alone.
 *
 * @param read the text of a file, relative to the project's root
 */
export async function schemaSources(
  read: (file: string) => string | undefined,
): Promise<SchemaSources> {
  const { parse } = await import("@babel/parser");
  const known = new Map<string, SchemaSource | undefined>();
  const sources: SchemaSources = (file) => {
    if (!known.has(file)) known.set(file, load(file));
    return known.get(file);
  };
  const load = (file: string): SchemaSource | undefined => {
    const text = read(file);
    if (text === undefined) return undefined;
    try {
      const { program } = parse(text, { sourceType: "module", plugins: ["typescript"] });
      return { file, text, program, format: sourceFormatOf(text), sources };
    } catch {
      // A file that the compiler accepts and this parser does not must be edited by hand.
      return undefined;
    }
  };
  return sources;
}
