import { success } from "../model/result.ts";
/// <reference types="handlebars" preserve="true" />
import type { Template } from "../model/templates.ts";
import { itemScope, itemsOf, withScope } from "./blockScope.ts";
import { openBlocks } from "./blockTags.ts";
import { inlinePartials, partialScope } from "./evaluateBlock.ts";
import { evaluateExpression, type Place, type Run, readCall } from "./evaluateExpression.ts";
import { isEmpty, type TemplateData } from "./expression.ts";
import type { Library } from "./helper.ts";
import { plainOutput, type Source } from "./output.ts";
import { parseTemplate } from "./parseTemplate.ts";
import { rootScope, type Scope } from "./scope.ts";

/**
 * What the end of a text sees, which is the beginning of a template: blocks may be open. Of a block with several items it
 * is the first item. So an editor knows what may be named where a person types, though what follows does not parse yet.
 *
 * @returns `undefined` where the text cannot be read
 */
export function scopeAtEnd(
  text: string,
  context: TemplateData,
  library: Library,
): Scope | undefined {
  const open = openBlocks(text);
  const closed =
    text +
    [...open]
      .reverse()
      .map((name) => `{{/${name}}}`)
      .join("");
  const parsed = parseTemplate("", closed);
  if (!parsed.ok) return undefined;
  const template = parsed.value;
  const run = silentRun(library);
  let place = placeOf(template, rootScope(context));
  let { program }: { program?: hbs.AST.Program } = template;
  for (let depth = 0; depth < open.length && program; depth++) {
    place = inlinePartials(program, place, run);
    let statement = program.body.at(-1) as hbs.AST.BlockStatement | undefined;
    // The parts of an else-if chain are nested.
    while (isChained(statement?.inverse)) {
      statement = statement?.inverse?.body.at(-1) as hbs.AST.BlockStatement | undefined;
    }
    if (!statement) break;
    if (!statement.inverse) place = { ...place, scope: blockScope(statement, place, run) };
    program = statement.inverse ?? statement.program;
  }
  return program ? inlinePartials(program, place, run).scope : place.scope;
}

/** What a partial sees where a template names it: the text up to there, and the mark that names it. */
export function scopeOfPartial(
  before: string,
  mark: string,
  partial: Template,
  context: TemplateData,
  library: Library,
): Scope | undefined {
  const scope = scopeAtEnd(before, context, library);
  const parsed = parseTemplate("", mark);
  const statement = parsed.ok ? parsed.value.program.body[0] : undefined;
  if (!scope || !statement) return undefined;
  const place = placeOf(partial, scope);
  const target = { program: partial.program, source: partial };
  const named = statement as hbs.AST.PartialStatement;
  return partialScope(named, place, silentRun(library), target, undefined);
}

/** What a block's own statements see. */
function blockScope(statement: hbs.AST.BlockStatement, place: Place, run: Run): Scope {
  if (statement.type !== "BlockStatement") return place.scope;
  const name = (statement.path as hbs.AST.PathExpression).original;
  const [given] = statement.params;
  const value = (): TemplateData => (given && evaluateExpression(given, place, run)) ?? null;
  if (name === "with") return withScope(statement, place.scope, value());
  const helper = run.library.blockHelpers.get(name);
  const call = helper && readCall(name, helper, statement, place, run);
  if (name !== "each" && !helper) return place.scope;
  const all = name === "each" ? value() : helper && call ? helper.items(call) : [];
  const items = itemsOf(isEmpty(all) ? [] : all);
  return itemScope(statement, place.scope, items[0] ?? [0, null], 0, items.length);
}

function isChained(program: hbs.AST.Program | undefined): boolean {
  return (program as { readonly chained?: boolean } | undefined)?.chained === true;
}

function placeOf(source: Source, scope: Scope): Place {
  return { scope, source, output: plainOutput(), depth: 0 };
}

/** Only values are needed, so problems are not reported. */
function silentRun(library: Library): Run {
  return {
    library,
    literal: () => success(""),
    report: () => {},
    gaveUp: false,
    turns: 0,
    evaluateProgram: () => {},
  };
}
