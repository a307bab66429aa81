/// <reference types="handlebars" preserve="true" />
import { parseTemplate } from "../../template/parseTemplate.ts";
import { mentionsIn } from "../../trace/mentions.ts";
import { maskMustaches } from "./mask.ts";
import { calledModule, scopeOf } from "./scope.ts";

/** A place in a template that says a variable's name. */
export interface Reference {
  /** Offsets of the name in the text. */
  readonly start: number;
  readonly end: number;
  /**
   * - `code`: `var.NAME`, `variable "NAME"`, `{{variableDeclarations name="NAME"}}`, or `NAME =` in a .tfvars file: the
   *   file's own variable
   * - `argument`: `NAME =` in a `call`, of `module` where its source names one: that module's variable
   * - `expression`: `{{values.NAME}}`, `{{reference "NAME"}}`, `lookup values "NAME"`
   * - `comment`: `var.NAME` in a comment
   */
  readonly kind: "code" | "argument" | "expression" | "comment";
  readonly module?: string | undefined;
  /** Of an argument: the name of the call. */
  readonly call?: string;
}

/**
 * The places in a file under templates/ with a variable's name. What helpers write is
 * not among them: it follows the schema.
 *
 * @param file relative to the project's root
 */
export function referencesIn(file: string, text: string, name: string): Reference[] {
  if (!text.includes(name)) return [];
  const isTemplate = file.endsWith(".hbs");
  const target = file.replace(/\.hbs$/, "");
  const code = isTemplate ? maskMustaches(text) : text;
  const found = /\.(?:tf|tfvars|hcl)$/.test(target) ? codeReferences(file, target, code, name) : [];
  if (isTemplate) found.push(...expressionReferences(file, text, name));
  return found.sort((a, b) => a.start - b.start);
}

function codeReferences(file: string, target: string, code: string, name: string): Reference[] {
  const at = (start: number) => ({ start, end: start + name.length });
  const mentions = mentionsIn(code);
  const references = (mentions ?? []).flatMap((mention): Reference[] => {
    if (mention.name !== name) return [];
    const place = at(mention.offset);
    if (mention.kind === "definition" && !target.endsWith(".tfvars")) return [];
    if (mention.kind !== "argument") return [{ ...place, kind: "code" }];
    const { source, label: call } = mention.call;
    const module = calledModule(file, source);
    const isCalled = module !== undefined || scopeOf(file).kind === "root";
    return isCalled ? [{ ...place, kind: "argument", module, call }] : [];
  });
  const known = new Set(references.map(({ start }) => start));
  const read = new RegExp(`(?<![\\w.-])var\\.${name}(?![\\w-])`, "g");
  for (const { index } of code.matchAll(read)) {
    const start = index + "var.".length;
    if (known.has(start)) continue;
    // In a template that cannot be read as HCL, whatever looks like a reference counts as one.
    if (mentions === undefined) references.push({ ...at(start), kind: "code" });
    else if (isInComment(code, index)) references.push({ ...at(start), kind: "comment" });
  }
  return references;
}

/** Whether a place in code is in a comment: after a mark of one line, or within one of several. */
export function isInComment(code: string, offset: number): boolean {
  const line = code.slice(code.lastIndexOf("\n", offset) + 1, offset);
  return (
    /(?:^|\s)(?:#|\/\/)/.test(line) ||
    code.lastIndexOf("/*", offset) > code.lastIndexOf("*/", offset)
  );
}

/** The names that Handlebars expressions say: helpers take a variable's name as a string. */
function expressionReferences(file: string, text: string, name: string): Reference[] {
  const parsed = parseTemplate(file, text);
  if (!parsed.ok) return [];
  const offsetOf = lineOffsets(text);
  const references: Reference[] = [];
  const add = (
    node: hbs.AST.Node,
    pattern: RegExp,
    kind: Reference["kind"] = "expression",
  ): void => {
    const start = offsetOf(node.loc.start);
    const match = pattern.exec(text.slice(start, offsetOf(node.loc.end)));
    if (!match) return;
    const at = start + match.index + match[0].lastIndexOf(name);
    references.push({ start: at, end: at + name.length, kind });
  };
  walk(parsed.value.program, (node) => {
    if (node.type === "PathExpression") {
      add(node, new RegExp(`(?:^|[./])values[./]\\[?${name}(?=$|[\\]./])`));
      return;
    }
    const { path, params, hash } = node as hbs.AST.MustacheStatement;
    const helper = (path as hbs.AST.PathExpression | undefined)?.original;
    if (helper === "variableDeclarations") {
      const named = hash?.pairs.find(({ key }) => key === "name");
      if (named) add(named, new RegExp(`^name=["']${name}(?=["']$)`), "code");
    }
    const position = helper === "reference" ? 0 : helper === "lookup" ? 1 : undefined;
    const parameter = position === undefined ? undefined : params?.[position];
    if (parameter?.type === "StringLiteral") add(parameter, new RegExp(`^["']${name}(?=["']$)`));
  });
  return references;
}

function walk(tree: unknown, visit: (node: hbs.AST.Node) => void): void {
  if (Array.isArray(tree)) {
    for (const item of tree) walk(item, visit);
  } else if (typeof tree === "object" && tree !== null) {
    if ("type" in tree && "loc" in tree) visit(tree as hbs.AST.Node);
    for (const [key, child] of Object.entries(tree)) if (key !== "loc") walk(child, visit);
  }
}

/** From Handlebars' lines (from 1) and columns (from 0) to offsets. */
function lineOffsets(text: string): (position: hbs.AST.Position) => number {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return ({ line, column }) => (starts[line - 1] ?? text.length) + column;
}
