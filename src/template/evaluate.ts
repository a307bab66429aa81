/// <reference types="handlebars" preserve="true" />
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import type { Template } from "../model/templates.ts";
import { evaluateBlock, evaluatePartialBlock, inlinePartials } from "./evaluateBlock.ts";
import { evaluateCall, type Place, type Run, rawText, report } from "./evaluateExpression.ts";
import { Expression, type TemplateData } from "./expression.ts";
import type { Output } from "./output.ts";
import { rootScope } from "./scope.ts";

/**
 * Runs a parsed Handlebars template. It is walked, not compiled: so every escaped expression goes
 * through the literal writer, every name is checked, every mistake has its place in the template,
 * and a template reaches nothing but its context and the helpers it is given.
 *
 * @param context what the template's names mean
 * @param literal the text of a value in the kind of file that is written
 * @returns every mistake: a template with one is run to its end, so that all are reported
 */
export function evaluate(
  template: Template,
  context: TemplateData,
  { library, literal }: Pick<Run, "library" | "literal">,
  output: Output,
): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  const run: Run = {
    library,
    literal,
    report: (mistake) => problems.push(mistake),
    gaveUp: false,
    turns: 0,
    evaluateProgram(program, outer) {
      if (!program) return;
      const place = inlinePartials(program, outer, run);
      for (const statement of program.body) evaluateStatement(statement, place, run);
    },
  };
  run.evaluateProgram(template.program, {
    scope: rootScope(context),
    source: template,
    output,
    depth: 0,
  });
  return problems;
}

function evaluateStatement(statement: hbs.AST.Statement, place: Place, run: Run): void {
  switch (statement.type) {
    case "ContentStatement":
      return writeContent(statement as hbs.AST.ContentStatement, place);
    case "MustacheStatement":
      return writeMustache(statement as hbs.AST.MustacheStatement, place, run);
    case "BlockStatement":
      return evaluateBlock(statement as hbs.AST.BlockStatement, place, run);
    case "PartialStatement":
    case "PartialBlockStatement":
      return evaluatePartialBlock(statement as hbs.AST.PartialBlockStatement, place, run);
    case "CommentStatement":
      return;
    case "DecoratorBlock": {
      // Inline partials were read when their block was entered.
      const name = ((statement as hbs.AST.DecoratorBlock).path as hbs.AST.PathExpression).original;
      if (name === "inline") return;
      return report(
        run,
        place,
        statement,
        { kind: "not-known", name: `*${name}` },
        nearest(name, ["inline"]),
      );
    }
    default:
      return report(run, place, statement, { kind: "decorator" });
  }
}

/** Text that was stripped from standalone lines still counts for their line. */
function writeContent(content: hbs.AST.ContentStatement, { output, source }: Place): void {
  if (content.value === "") return;
  // The package's types say otherwise, but this is the text before standalone lines were stripped.
  const original = content.original as unknown as string;
  const before = original.slice(0, Math.max(original.indexOf(content.value), 0));
  const newlines = before.split("\n").length - 1;
  const { line, column } = content.loc.start;
  const onItsLine = before.length - (before.lastIndexOf("\n") + 1);
  const start = { line: line + newlines, column: (newlines > 0 ? 0 : column) + onItsLine };
  output.writeContent(content.value, source, start);
}

function writeMustache(statement: hbs.AST.MustacheStatement, place: Place, run: Run): void {
  const value = evaluateCall(statement, place, run);
  if (value === undefined) return;
  const text = textOf(value, statement, run);
  if (!text.ok) {
    for (const mistake of text.problems) report(run, place, statement, mistake);
    return;
  }
  // Text of several lines is a person's; a list, a map or a helper's lines are Terraform's, to the letter.
  place.output.writeValue(text.value, place.source, statement.loc.start, typeof value === "object");
}

function textOf(value: TemplateData, { escaped }: hbs.AST.MustacheStatement, run: Run) {
  return escaped && !(value instanceof Expression) ? run.literal(value) : rawText(value);
}
