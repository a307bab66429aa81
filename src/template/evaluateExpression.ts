/// <reference types="handlebars" preserve="true" />
import type { Diagnostic, Location } from "../diagnostics/diagnostic.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { locationOfLine } from "../diagnostics/position.ts";
import { Expression, type TemplateData } from "./expression.ts";
import type { Call, Helper, Library } from "./helper.ts";
import { lookUp, ownMember } from "./lookUp.ts";
import type { Output, Source } from "./output.ts";
import type { Scope } from "./scope.ts";

/** One rendering: what does not change from statement to statement. */
export interface Run {
  readonly library: Library;
  /** The text of a value in the kind of file that is written, or why it has none there. */
  readonly literal: (value: TemplateData) => string | { readonly problem: string };
  readonly problems: Diagnostic[];
  /** Whether partials stand in one another without end: no more of them are then run. */
  gaveUp: boolean;
  /** Runs the statements of a block. */
  readonly evaluateProgram: (program: hbs.AST.Program | undefined, place: Place) => void;
}

/** Where a statement stands: what it sees, which file it is in, where its text goes. */
export interface Place {
  readonly scope: Scope;
  readonly source: Source;
  readonly output: Output;
  /** How many partials deep. */
  readonly depth: number;
}

/** Notes a mistake at a node of the template. */
export function report(
  run: Run,
  place: Pick<Place, "source">,
  node: hbs.AST.Node,
  problem: string,
  suggestion?: string,
): void {
  run.problems.push(diagnostic("template", { problem, suggestion }, locationOf(place, node)));
}

function locationOf(
  { source: { file, text } }: Pick<Place, "source">,
  node: hbs.AST.Node,
): Location {
  const { start, end } = node.loc;
  const endColumn = end.line === start.line ? end.column + 1 : undefined;
  return locationOfLine(file, text, start.line, start.column + 1, endColumn);
}

/** The value of an expression. A mistake is reported and reads as `undefined`. */
export function evaluateExpression(
  node: hbs.AST.Expression,
  place: Place,
  run: Run,
): TemplateData | undefined {
  switch (node.type) {
    case "StringLiteral":
    case "NumberLiteral":
    case "BooleanLiteral":
      return (node as hbs.AST.StringLiteral | hbs.AST.NumberLiteral | hbs.AST.BooleanLiteral).value;
    case "NullLiteral":
      return null;
    case "UndefinedLiteral":
      report(run, place, node, "undefined is not a value", "null");
      return undefined;
    case "SubExpression":
      return evaluateCall(node as hbs.AST.SubExpression, place, run);
    default:
      return evaluatePath(node as hbs.AST.PathExpression, place, run);
  }
}

/** The value of `{{name}}` or `{{name parameter option=...}}`: a helper's, or what the path finds. */
export function evaluateCall(
  node: hbs.AST.MustacheStatement | hbs.AST.SubExpression,
  place: Place,
  run: Run,
): TemplateData | undefined {
  const path = node.path as hbs.AST.PathExpression;
  if (path.type !== "PathExpression") return evaluateExpression(path, place, run);
  const name = path.original;
  const helper = run.library.helpers.get(name);
  const isCall = node.params.length > 0 || node.hash !== undefined;
  // A bare name is first what the block around it gives, then a helper.
  const isGiven =
    !isCall &&
    (place.scope.blockParameters.has(name) || ownMember(place.scope.context, name) !== undefined);
  if (helper && !isGiven) return callHelper(name, helper, node, place, run);
  if (isCall) {
    const suggestion = nearest(name, run.library.helpers.keys());
    const block = run.library.blockHelpers.has(name)
      ? `: it is a block, {{#${name}}}...{{/${name}}}`
      : "";
    report(run, place, path, `"${name}" is not a helper${block}`, block ? undefined : suggestion);
    return undefined;
  }
  return evaluatePath(path, place, run);
}

function evaluatePath(
  path: hbs.AST.PathExpression,
  place: Place,
  run: Run,
): TemplateData | undefined {
  const found = lookUp(path, place.scope, run.library.helpers.keys());
  if (found.found) return found.value;
  report(run, place, path, found.problem, found.suggestion);
  return undefined;
}

function callHelper(
  name: string,
  helper: Helper,
  node: hbs.AST.MustacheStatement | hbs.AST.SubExpression,
  place: Place,
  run: Run,
): TemplateData | undefined {
  const call = readCall(name, helper, node, place, run);
  return call && helper.run(call);
}

/**
 * Reads the parameters and options of a call and checks that the helper takes them.
 *
 * @returns `undefined` where there is a mistake, which is reported
 */
export function readCall(
  name: string,
  takes: Pick<Helper, "parameters" | "options">,
  node: {
    readonly params: hbs.AST.Expression[];
    readonly hash?: hbs.AST.Hash;
    readonly path: hbs.AST.Node;
  },
  place: Place,
  run: Run,
): Call | undefined {
  const before = run.problems.length;
  if (takes.parameters !== "any" && node.params.length !== takes.parameters) {
    const wants =
      takes.parameters === 1 ? "one parameter" : `${takes.parameters || "no"} parameters`;
    report(run, place, node.path, `"${name}" takes ${wants}, here are ${node.params.length}`);
  }
  const parameters = node.params.map(
    (parameter) => evaluateExpression(parameter, place, run) ?? null,
  );
  const options = new Map<string, TemplateData>();
  for (const { key, value, loc } of node.hash?.pairs ?? []) {
    if (takes.options !== "any" && !takes.options.includes(key)) {
      const problem = `"${name}" has no option "${key}"`;
      report(run, place, { type: "HashPair", loc }, problem, nearest(key, takes.options));
    }
    options.set(key, evaluateExpression(value, place, run) ?? null);
  }
  if (run.problems.length > before) return undefined;
  const refuse = (problem: string, suggestion?: string): void =>
    report(run, place, node as unknown as hbs.AST.Node, problem, suggestion);
  return {
    ...{ parameters, options, refuse },
    get location() {
      return locationOf(place, node as unknown as hbs.AST.Node);
    },
  };
}

/** The text that `{{{x}}}` writes. */
export function rawText(value: TemplateData): string | { readonly problem: string } {
  if (value instanceof Expression) return value.text;
  if (typeof value === "object" && value !== null) {
    return {
      problem: "expected raw text, found a list or a map; {{#each}} goes through it",
    };
  }
  return value === null ? { problem: "expected raw text, found null" } : String(value);
}
