/// <reference types="handlebars" preserve="true" />
import type { Diagnostic, Location } from "../diagnostics/diagnostic.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import type { TemplateMistake } from "../diagnostics/messages/templateMistakes.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { locationOfLine } from "../diagnostics/position.ts";
import { failure, type Result, success } from "../model/result.ts";
import { Expression, type TemplateData } from "./expression.ts";
import type { Call, Helper, Library } from "./helper.ts";
import { lookUp, ownMember } from "./lookUp.ts";
import type { Output, Source } from "./output.ts";
import type { Scope } from "./scope.ts";

/** One rendering: what does not change from statement to statement. */
export interface Run {
  readonly library: Library;
  /** The text of a value in the kind of file that is written, or why it has none there. */
  readonly literal: (value: TemplateData) => Result<string, TemplateMistake>;
  readonly report: (mistake: Diagnostic) => void;
  /** Whether partials include one another without end: then no more of them are run. */
  gaveUp: boolean;
  /** How many times bodies of loops were run. */
  turns: number;
  readonly evaluateProgram: (program: hbs.AST.Program | undefined, place: Place) => void;
}

/** The surroundings of a statement: its scope, its file, and its output. */
export interface Place {
  readonly scope: Scope;
  readonly source: Source;
  readonly output: Output;
  readonly depth: number;
}

/** Notes a mistake at a node of the template. */
export function report(
  run: Run,
  place: Pick<Place, "source">,
  node: hbs.AST.Node,
  mistake: TemplateMistake,
  suggestion?: string,
): void {
  run.report(diagnostic("template", { mistake, suggestion }, locationOf(place, node)));
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
      report(run, place, node, { kind: "undefined" }, "null");
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
  // A bare name is first looked up in the block around it, then among the helpers.
  const isGiven =
    !isCall &&
    (place.scope.blockParameters.has(name) || ownMember(place.scope.context, name) !== undefined);
  if (helper && !isGiven) return callHelper(name, helper, node, place, run);
  if (isCall) {
    const isBlock = run.library.blockHelpers.has(name);
    const suggestion = isBlock ? undefined : nearest(name, run.library.helpers.keys());
    report(run, place, path, { kind: "not-a-helper", name, isBlock }, suggestion);
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
  if (found.ok) return found.value;
  for (const { mistake, suggestion } of found.problems)
    report(run, place, path, mistake, suggestion);
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
  let isTaken = true;
  const refuseCall = (at: hbs.AST.Node, mistake: TemplateMistake, suggestion?: string): void => {
    isTaken = false;
    report(run, place, at, mistake, suggestion);
  };
  const valueIn = (expression: hbs.AST.Expression): TemplateData => {
    const value = evaluateExpression(expression, place, run);
    if (value === undefined) isTaken = false;
    return value ?? null;
  };
  if (takes.parameters !== "any" && node.params.length !== takes.parameters) {
    const given = node.params.length;
    refuseCall(node.path, { kind: "parameters", name, takes: takes.parameters, given });
  }
  const parameters = node.params.map(valueIn);
  const options = new Map<string, TemplateData>();
  for (const { key, value, loc } of node.hash?.pairs ?? []) {
    if (takes.options !== "any" && !takes.options.includes(key)) {
      const mistake = { kind: "no-option", name, option: key } as const;
      refuseCall({ type: "HashPair", loc }, mistake, nearest(key, takes.options));
    }
    options.set(key, valueIn(value));
  }
  if (!isTaken) return undefined;
  const refuse = (mistake: TemplateMistake, suggestion?: string): void =>
    report(run, place, node as unknown as hbs.AST.Node, mistake, suggestion);
  return {
    ...{ parameters, options, refuse },
    get location() {
      return locationOf(place, node as unknown as hbs.AST.Node);
    },
  };
}

/** The text that `{{{x}}}` writes. */
export function rawText(value: TemplateData): Result<string, TemplateMistake> {
  if (value instanceof Expression) return success(value.text);
  if (value === null) return failure({ kind: "raw-null" });
  if (typeof value !== "object") return success(String(value));
  return failure({ kind: "raw-data" });
}
