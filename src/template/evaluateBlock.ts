import { nearest } from "../diagnostics/nearest.ts";
import {
  evaluateExpression,
  type Place,
  type Run,
  readCall,
  report,
} from "./evaluateExpression.ts";
import { isEmpty, isRecord, type TemplateData } from "./expression.ts";
import { plainOutput } from "./output.ts";
import { enter, type InlinePartial, type Scope } from "./scope.ts";

/** How many partials may stand in one another: more is a partial that names itself. */
const deepest = 100;

/** Runs `#if`, `#unless`, `#each`, `#with`, `#raw` or a block helper. */
export function evaluateBlock(block: hbs.AST.BlockStatement, place: Place, run: Run): void {
  const name = (block.path as hbs.AST.PathExpression).original;
  const takes = {
    parameters: 1,
    options: name === "if" || name === "unless" ? ["includeZero"] : [],
  };
  switch (name) {
    case "if":
    case "unless": {
      const call = readCall(name, takes, block, place, run);
      if (!call) return;
      const [value = null] = call.parameters;
      const zero = value === 0 && call.options.get("includeZero") !== true;
      const holds = (!isEmpty(value) && !zero) === (name === "if");
      return run.evaluateProgram(holds ? block.program : block.inverse, place);
    }
    case "with": {
      const call = readCall(name, takes, block, place, run);
      if (!call) return;
      const [value = null] = call.parameters;
      if (isEmpty(value)) return run.evaluateProgram(block.inverse, place);
      const [parameter] = block.program?.blockParams ?? [];
      const scope = enter(place.scope, value, parameter === undefined ? [] : [[parameter, value]]);
      return run.evaluateProgram(block.program, { ...place, scope });
    }
    case "each": {
      const call = readCall(name, takes, block, place, run);
      if (!call) return;
      const [value = null] = call.parameters;
      if (!Array.isArray(value) && !isRecord(value) && !isEmpty(value)) {
        return report(run, place, block, "#each wants a list or a map");
      }
      return evaluateItems(block, itemsOf(value), place, run);
    }
    case "raw":
      return run.evaluateProgram(block.program, place);
    default: {
      const helper = run.library.blockHelpers.get(name);
      const call = helper && readCall(name, helper, block, place, run);
      if (helper && call) {
        const items = helper.items(call).map((item, index) => [index, item] as const);
        return evaluateItems(block, items, place, run);
      }
      if (helper) return;
      const known = ["if", "unless", "each", "with", "raw", ...run.library.blockHelpers.keys()];
      return report(run, place, block.path, `"#${name}" is not a block`, nearest(name, known));
    }
  }
}

function itemsOf(value: TemplateData): (readonly [string | number, TemplateData])[] {
  if (Array.isArray(value)) return value.map((item: TemplateData, index) => [index, item] as const);
  return isRecord(value) ? Object.entries(value) : [];
}

function evaluateItems(
  block: hbs.AST.BlockStatement,
  items: readonly (readonly [string | number, TemplateData])[],
  place: Place,
  run: Run,
): void {
  if (items.length === 0) return run.evaluateProgram(block.inverse, place);
  const [itemName, keyName] = block.program?.blockParams ?? [];
  for (const [index, [key, item]] of items.entries()) {
    const parameters: [string, TemplateData][] = [];
    if (itemName !== undefined) parameters.push([itemName, item]);
    if (keyName !== undefined) parameters.push([keyName, key]);
    const data = { index, key, first: index === 0, last: index === items.length - 1 };
    const scope = enter(place.scope, item, parameters, data);
    run.evaluateProgram(block.program, { ...place, scope });
  }
}

/** The place inside a program, which sees the inline partials that the program defines. */
export function inlinePartials(program: hbs.AST.Program, place: Place): Place {
  const defined = program.body.filter((statement) => statement.type === "DecoratorBlock");
  if (defined.length === 0) return place;
  const partials = new Map(place.scope.inlinePartials);
  for (const statement of defined as hbs.AST.DecoratorBlock[]) {
    const [name] = statement.params;
    if (name?.type !== "StringLiteral") continue;
    const partial = { program: statement.program, source: place.source };
    partials.set((name as hbs.AST.StringLiteral).value, partial);
  }
  return { ...place, scope: { ...place.scope, inlinePartials: partials } };
}

/** Runs `{{> name context option=...}}` or `{{#> name}}...{{/name}}`, whose block is the partial's `@partial-block`. */
export function evaluatePartialBlock(
  statement: hbs.AST.PartialBlockStatement | hbs.AST.PartialStatement,
  place: Place,
  run: Run,
): void {
  const name = partialName(statement.name, place, run);
  if (name === undefined) return;
  const block = "program" in statement ? statement.program : undefined;
  const partial = findPartial(name, place.scope, run);
  if (!partial) {
    // As in Handlebars, the block of a partial that does not exist is what is written instead.
    if (block) return run.evaluateProgram(block, place);
    const known = [...place.scope.inlinePartials.keys(), ...run.library.partials.keys()];
    return report(
      run,
      place,
      statement.name,
      `there is no partial "${name}"`,
      nearest(name, known),
    );
  }
  if (place.depth >= deepest) {
    return report(
      run,
      place,
      statement,
      `partials stand in one another ${deepest} deep: "${name}" names itself`,
    );
  }
  const scope = partialScope(statement, place, run, partial, block);
  const inside = { source: partial.source, scope, depth: place.depth + 1 };
  const indent = "indent" in statement ? statement.indent : "";
  if (!indent) return run.evaluateProgram(partial.program, { ...inside, output: place.output });
  const output = plainOutput();
  run.evaluateProgram(partial.program, { ...inside, output });
  place.output.write(output.text().replace(/^(?=.)/gm, indent), place.source, statement.loc.start);
}

function partialName(name: hbs.AST.Node, place: Place, run: Run): string | undefined {
  if (name.type !== "SubExpression") return (name as hbs.AST.PathExpression).original;
  const value = evaluateExpression(name, place, run);
  if (value === undefined || typeof value === "string") return value;
  report(run, place, name, "the name of a partial is a string");
  return undefined;
}

function findPartial(name: string, scope: Scope, run: Run): InlinePartial | undefined {
  const inline = scope.inlinePartials.get(name);
  if (inline) return inline;
  const template = run.library.partials.get(name);
  return template && { program: template.program, source: template };
}

function partialScope(
  statement: hbs.AST.PartialBlockStatement | hbs.AST.PartialStatement,
  place: Place,
  run: Run,
  partial: InlinePartial,
  block: hbs.AST.Program | undefined,
): Scope {
  const [given] = statement.params;
  const base = partial.scope ?? place.scope;
  let context = given ? (evaluateExpression(given, place, run) ?? null) : base.context;
  if (statement.hash) {
    const options = statement.hash.pairs.map(
      ({ key, value }) => [key, evaluateExpression(value, place, run) ?? null] as const,
    );
    context = { ...(isRecord(context) ? context : {}), ...Object.fromEntries(options) };
  }
  const partials = new Map(base.inlinePartials);
  if (block) {
    partials.set("@partial-block", { program: block, source: place.source, scope: place.scope });
  }
  return { ...(context === base.context ? base : enter(base, context)), inlinePartials: partials };
}
