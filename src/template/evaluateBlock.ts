/// <reference types="handlebars" preserve="true" />
import { nearest } from "../diagnostics/nearest.ts";
import { type Item, itemScope, itemsOf, withScope } from "./blockScope.ts";
import {
  evaluateExpression,
  type Place,
  type Run,
  readCall,
  report,
} from "./evaluateExpression.ts";
import { isEmpty, isRecord } from "./expression.ts";
import type { Helper } from "./helper.ts";
import { ownMember } from "./lookUp.ts";
import { indentedOutput } from "./output.ts";
import { enter, type InlinePartial, rootScope, type Scope } from "./scope.ts";

/** The largest depth of partials: more means a partial that includes itself. */
const deepest = 100;

/** The largest number of iterations of all loops of a file: nested loops multiply. */
const mostTurns = 100_000;

/** The name of the block that a partial was called with. */
const partialBlock = "@partial-block";

type Takes = Pick<Helper, "parameters" | "options">;

/** The blocks of the language itself, and what each takes. */
const ownBlocks: ReadonlyMap<string, Takes> = new Map([
  ["if", { parameters: 1, options: ["includeZero"] }],
  ["unless", { parameters: 1, options: ["includeZero"] }],
  ["each", { parameters: 1, options: [] }],
  ["with", { parameters: 1, options: [] }],
  ["raw", { parameters: 0, options: [] }],
]);

/** Their names, which no helper can have. */
export const ownBlockNames: readonly string[] = [...ownBlocks.keys()];

/** Runs a block of the language's own, or a block helper. */
export function evaluateBlock(block: hbs.AST.BlockStatement, place: Place, run: Run): void {
  const name = (block.path as hbs.AST.PathExpression).original;
  const { blockHelpers } = run.library;
  const own = ownBlocks.get(name);
  const helper = own ? undefined : blockHelpers.get(name);
  const takes = own ?? helper;
  if (!takes) {
    const known = [...ownBlockNames, ...blockHelpers.keys()];
    const suggestion = meantBlock(name, place.scope) ?? nearest(name, known);
    return report(run, place, block.path, { kind: "not-a-block", name }, suggestion);
  }
  const call = readCall(name, takes, block, place, run);
  if (!call) return;
  if (helper) return evaluateItems(block, itemsOf(helper.items(call)), place, run);
  const [value = null] = call.parameters;
  switch (name) {
    case "raw":
      return run.evaluateProgram(block.program, place);
    case "with": {
      if (isEmpty(value)) return run.evaluateProgram(block.inverse, place);
      const scope = withScope(block, place.scope, value);
      return run.evaluateProgram(block.program, { ...place, scope });
    }
    case "each":
      if (!Array.isArray(value) && !isRecord(value) && !isEmpty(value)) {
        return report(run, place, block, { kind: "takes", name: "#each" });
      }
      return evaluateItems(block, itemsOf(value), place, run);
    default: {
      const zero = (value === 0 || value === 0n) && call.options.get("includeZero") !== true;
      const holds = (!isEmpty(value) && !zero) === (name === "if");
      return run.evaluateProgram(holds ? block.program : block.inverse, place);
    }
  }
}

/** The name of a value in place of a block's is how other Mustache languages write `#each` and `#if`. */
function meantBlock(name: string, scope: Scope): string | undefined {
  const value = scope.blockParameters.get(name) ?? ownMember(scope.context, name);
  if (value === undefined) return undefined;
  return `${Array.isArray(value) || isRecord(value) ? "each" : "if"} ${name}`;
}

function evaluateItems(
  block: hbs.AST.BlockStatement,
  items: readonly Item[],
  place: Place,
  run: Run,
): void {
  if (items.length === 0) return run.evaluateProgram(block.inverse, place);
  for (const [index, item] of items.entries()) {
    if (++run.turns > mostTurns) {
      // Said once, and no loop is run any more.
      if (run.turns > mostTurns + 1) return;
      return report(run, place, block, { kind: "loops-without-end" });
    }
    const scope = itemScope(block, place.scope, item, index, items.length);
    run.evaluateProgram(block.program, { ...place, scope });
  }
}

/** The place inside a program, which sees the inline partials that the program defines. */
export function inlinePartials(program: hbs.AST.Program, place: Place, run: Run): Place {
  const defined = definedPartials(program, place, run);
  if (defined.length === 0) return place;
  const partials = new Map([...place.scope.inlinePartials, ...defined]);
  return { ...place, scope: { ...place.scope, inlinePartials: partials } };
}

function definedPartials(
  program: hbs.AST.Program,
  { scope, source }: Place,
  run: Run,
): (readonly [string, InlinePartial])[] {
  return program.body.flatMap((statement) => {
    if (statement.type !== "DecoratorBlock") return [];
    const { params, program: body, path } = statement as hbs.AST.DecoratorBlock;
    const [name] = params;
    if (name?.type === "StringLiteral" && params.length === 1) {
      return [[(name as hbs.AST.StringLiteral).value, { program: body, source, scope }] as const];
    }
    if ((path as hbs.AST.PathExpression).original === "inline") {
      report(run, { source }, statement, { kind: "inline-name" });
    }
    return [];
  });
}

/** Runs `{{> name context option=...}}` or `{{#> name}}...{{/name}}`, whose block is the partial's `@partial-block`. */
export function evaluatePartialBlock(
  statement: hbs.AST.PartialBlockStatement | hbs.AST.PartialStatement,
  place: Place,
  run: Run,
): void {
  const name = partialName(statement.name, place, run);
  if (name === undefined || run.gaveUp) return;
  const block =
    "program" in statement
      ? { program: statement.program, source: place.source, scope: place.scope }
      : undefined;
  // As in Handlebars, the block of a missing partial is written instead.
  const partial = findPartial(name, place.scope, run) ?? block;
  if (!partial) {
    const known = [...place.scope.inlinePartials.keys(), ...run.library.partials.keys()];
    const suggestion = nearest(name, known);
    return report(
      run,
      place,
      statement.name,
      { kind: "absent", what: "partial", name },
      suggestion,
    );
  }
  if (place.depth >= deepest) {
    run.gaveUp = true;
    return report(run, place, statement, { kind: "partials-without-end", name, depth: deepest });
  }
  const indentation = "indent" in statement ? statement.indent : "";
  run.evaluateProgram(partial.program, {
    source: partial.source,
    scope: partialScope(statement, place, run, partial, block),
    depth: place.depth + 1,
    output: indentation ? indentedOutput(place.output, indentation) : place.output,
  });
}

function partialName(name: hbs.AST.Node, place: Place, run: Run): string | undefined {
  if (name.type !== "SubExpression") return String((name as hbs.AST.PathExpression).original);
  const value = evaluateExpression(name, place, run);
  if (value === undefined || typeof value === "string") return value;
  report(run, place, name, { kind: "partial-name" });
  return undefined;
}

function findPartial(name: string, scope: Scope, run: Run): InlinePartial | undefined {
  const inline = scope.inlinePartials.get(name);
  if (inline) return inline;
  const template = run.library.partials.get(name);
  return template && { program: template.program, source: template };
}

/**
 * The scope of a partial: the context it is given, or that of the place that includes it. What lies further up
 * is that of the place where it was written, and a file has none.
 */
export function partialScope(
  statement: hbs.AST.PartialBlockStatement | hbs.AST.PartialStatement,
  place: Place,
  run: Run,
  partial: InlinePartial,
  block: InlinePartial | undefined,
): Scope {
  const [given] = statement.params;
  let context = given ? (evaluateExpression(given, place, run) ?? null) : place.scope.context;
  if (statement.hash) {
    const options = statement.hash.pairs.map(
      ({ key, value }) => [key, evaluateExpression(value, place, run) ?? null] as const,
    );
    context = { ...(isRecord(context) ? context : {}), ...Object.fromEntries(options) };
  }
  const outside = partial.scope;
  const base = { ...(outside ?? rootScope(context)), data: place.scope.data };
  const scope = context === base.context ? base : enter(base, context);
  return { ...scope, inlinePartials: partialsWithin(place, run, partial, block) };
}

/** A partial may use inline partials of its block, and the block itself; the block may use those around it. */
function partialsWithin(
  place: Place,
  run: Run,
  partial: InlinePartial,
  block: InlinePartial | undefined,
): Scope["inlinePartials"] {
  const isBlock = partial === block || partial === place.scope.inlinePartials.get(partialBlock);
  if (isBlock) return partial.scope?.inlinePartials ?? new Map();
  if (!block) return place.scope.inlinePartials;
  const defined = definedPartials(block.program, place, run);
  return new Map([...place.scope.inlinePartials, ...defined, [partialBlock, block]]);
}
