import { posix } from "node:path";
import { nearest } from "../diagnostics/nearest.ts";
import { attributeLines } from "../hcl/attributes.ts";
import { literal } from "../hcl/literal.ts";
import { variableBlock } from "../hcl/variableBlock.ts";
import type { Environment } from "../model/environment.ts";
import { type Layout, outputFile } from "../model/layout.ts";
import { Expression, type TemplateData } from "../template/expression.ts";
import type { Call, Helper } from "../template/helper.ts";
import { type Selected, type Selection, selectCalls, selectVariables } from "./select.ts";

/** An output that is being written: where, about what, and what other outputs have in common with it. */
export interface Writing {
  /** Relative to the project's root. */
  readonly output: string;
  readonly layout: Layout;
  /** The environment whose file it is; absent in files that are written once. */
  readonly environment?: Environment | undefined;
  readonly selection: Selection;
  /** The texts of helpers that depend on declarations alone: the same for all environments of a stack. */
  readonly memory: Map<string, string>;
}

/** A helper that knows which output is being written. */
interface WritingHelper extends Omit<Helper, "run"> {
  readonly run: (call: Call, writing: Writing) => TemplateData;
}

/** The helpers of Terraform's words. */
export const terraformHelpers: Readonly<Record<string, WritingHelper>> = {
  variableDeclarations: { parameters: 0, options: "any", run: variableDeclarations },
  moduleArguments: { parameters: 0, options: "any", run: moduleArguments },
  variableDefinitions: { parameters: 0, options: "any", run: variableDefinitions },
  moduleSource: { parameters: 1, options: [], run: moduleSource },
  moduleVersion: { parameters: 1, options: [], run: moduleVersion },
  reference: {
    parameters: 1,
    options: [],
    run: ({ parameters: [name] }) => new Expression(`var.${String(name)}`),
  },
};

function variableDeclarations(call: Call, writing: Writing): Expression {
  return once("variableDeclarations", call, writing, (selected) =>
    selected.map(({ declaration }) => variableBlock(declaration)).join("\n"),
  );
}

function moduleArguments(call: Call, writing: Writing): Expression {
  const { environment } = writing;
  if (!environment) {
    const problem =
      "moduleArguments passes an environment's variables on: it stands in templates/environments/";
    return refused(call, problem);
  }
  if (!call.options.has("module") && !call.options.has("call")) {
    return refused(call, 'moduleArguments needs a module: module="...", or call="..."');
  }
  const calls = selectCalls(environment.stack, call);
  if (calls.length > 1) {
    const names = calls.map(({ name }) => `call="${name}"`).join(" or ");
    return refused(call, `the module is called more than once: say ${names}`);
  }
  const forEach = calls[0]?.forEach?.variable;
  return once("moduleArguments", call, writing, (selected) => {
    const lines = attributeLines(
      selected.map(({ declaration, expression }) => [declaration.name, expression]),
    );
    return forEach === undefined ? lines : `for_each = var.${forEach}\n\n${lines}`;
  });
}

function variableDefinitions(call: Call, { environment, selection }: Writing): Expression {
  if (!environment) {
    const problem =
      "variableDefinitions writes an environment's values: it stands in templates/environments/";
    return refused(call, problem);
  }
  const lines = selectVariables(selection, call)?.flatMap(({ variable: { name } }) => {
    const value = Object.hasOwn(environment.given, name) ? environment.given[name] : undefined;
    return value === undefined ? [] : [[name, literal(value)] as const];
  });
  return block(attributeLines(lines ?? []));
}

function moduleSource(call: Call, { environment, selection, layout, output }: Writing): string {
  const named = String(call.parameters[0]);
  const { module: name = named, source } = environment?.stack.calls.get(named) ?? {};
  if (source !== undefined) return source;
  if (!selection.modules.has(name)) {
    call.refuse(`there is no folder templates/modules/${name}`, nearest(name, selection.modules));
  }
  const path = posix.relative(posix.dirname(output), outputFile(layout, `modules/${name}`));
  // Terraform takes a source without a leading dot for a registry's.
  return path.startsWith(".") ? path : `./${path}`;
}

function moduleVersion(call: Call, { environment }: Writing): string {
  const name = String(call.parameters[0]);
  const calls = environment?.stack.calls;
  const known = calls?.get(name);
  if (known?.version !== undefined) return known.version;
  if (known) call.refuse(`the call "${name}" has no version in the schema`);
  else call.refuse(`there is no call "${name}" here`, nearest(name, calls?.keys() ?? []));
  return "";
}

/** What depends on declarations alone is made once. */
function once(
  name: string,
  call: Call,
  { environment, selection, memory }: Writing,
  make: (selected: readonly Selected[]) => string,
): Expression {
  const key = JSON.stringify([name, environment?.stack.name ?? null, ...call.options]);
  const known = memory.get(key);
  if (known !== undefined) return block(known);
  const selected = selectVariables(selection, call);
  if (!selected) return block("");
  const made = make(selected);
  memory.set(key, made);
  return block(made);
}

/** Lines of HCL in place of an expression, whose own line ends them. */
function block(lines: string): Expression {
  return new Expression(lines.replace(/\n$/, ""));
}

function refused(call: Call, problem: string): Expression {
  call.refuse(problem);
  return new Expression("");
}
