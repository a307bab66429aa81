import { posix } from "node:path";
import type { TemplateMistake } from "../diagnostics/messages/templateMistakes.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { attributeLines } from "../hcl/attributes.ts";
import { literal } from "../hcl/literal.ts";
import { variableBlock } from "../hcl/variableBlock.ts";
import type { Environment } from "../model/environment.ts";
import { type Layout, outputFile } from "../model/layout.ts";
import type { Value } from "../model/value.ts";
import { Expression, type TemplateData } from "../template/expression.ts";
import type { Call, Helper } from "../template/helper.ts";
import { RecentCache } from "../text/recentCache.ts";
import { type Selected, type Selection, selectCalls, selectVariables } from "./select.ts";

/** An output that is being written: where, about what, and what other outputs have in common with it. */
export interface Writing {
  /** Relative to the project's root. */
  readonly output: string;
  readonly layout: Layout;
  /** The environment whose file it is; absent in files that are written once. */
  readonly environment?: Environment | undefined;
  readonly selection: Selection;
  readonly memory: WritingMemory;
}

/** What outputs have in common, so that it is worked out once. */
interface WritingMemory {
  /** The variables that helpers chose: the same for all environments of a stack. */
  readonly chosen: Map<string, readonly Selected[]>;
  /** The texts that helpers made of declarations alone. */
  readonly texts: Map<string, string>;
  /** The literals of lists and maps, most of which are the same in many environments. */
  readonly literals: RecentCache<Value, string>;
}

export function writingMemory(): WritingMemory {
  return { chosen: new Map(), texts: new Map(), literals: new RecentCache(2000) };
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
    return refused(call, { kind: "no-environment", name: "moduleArguments" });
  }
  if (!call.options.has("module") && !call.options.has("call")) {
    return refused(call, { kind: "no-module", name: "moduleArguments" });
  }
  const calls = selectCalls(environment.stack, call);
  if (calls.length > 1) {
    return refused(call, { kind: "many-calls", calls: calls.map(({ name }) => name) });
  }
  const forEach = calls[0]?.forEach?.variable;
  return once("moduleArguments", call, writing, (selected) => {
    const lines = attributeLines(
      selected.map(({ declaration, expression }) => [declaration.name, expression]),
    );
    return forEach === undefined ? lines : `for_each = var.${forEach}\n\n${lines}`;
  });
}

function variableDefinitions(call: Call, writing: Writing): Expression {
  const { environment, memory } = writing;
  if (!environment) {
    return refused(call, { kind: "no-environment", name: "variableDefinitions" });
  }
  const lines: [string, string][] = [];
  for (const { variable } of chosen(call, writing) ?? []) {
    const { name } = variable;
    const value = Object.hasOwn(environment.given, name) ? environment.given[name] : undefined;
    if (value !== undefined) lines.push([name, literalOnce(value, memory)]);
  }
  return block(attributeLines(lines));
}

function literalOnce(value: Value, { literals }: WritingMemory): string {
  if (typeof value !== "object" || value === null) return literal(value);
  const known = literals.get(value);
  if (known !== undefined) return known;
  const written = literal(value);
  literals.set(value, written);
  return written;
}

function moduleSource(call: Call, { environment, selection, layout, output }: Writing): string {
  const named = String(call.parameters[0]);
  const { module: name = named, source } = environment?.stack.calls.get(named) ?? {};
  if (source !== undefined) return source;
  if (!selection.modules.has(name)) {
    call.refuse({ kind: "no-module-folder", name }, nearest(name, selection.modules));
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
  if (known) call.refuse({ kind: "no-version", name });
  else call.refuse({ kind: "absent", what: "call", name }, nearest(name, calls?.keys() ?? []));
  return "";
}

/** What depends on declarations alone is made once. */
function once(
  name: string,
  call: Call,
  writing: Writing,
  make: (selected: readonly Selected[]) => string,
): Expression {
  const { texts } = writing.memory;
  const key = `${name} ${keyOf(call, writing)}`;
  const known = texts.get(key);
  if (known !== undefined) return block(known);
  const selected = chosen(call, writing);
  if (!selected) return block("");
  const made = make(selected);
  texts.set(key, made);
  return block(made);
}

/** The variables that a helper's options choose; `undefined` where an option is a mistake, which is refused each time. */
function chosen(call: Call, writing: Writing): readonly Selected[] | undefined {
  const key = keyOf(call, writing);
  const known = writing.memory.chosen.get(key);
  if (known) return known;
  const selected = selectVariables(writing.selection, call);
  if (selected) writing.memory.chosen.set(key, selected);
  return selected;
}

function keyOf({ options }: Call, { environment }: Writing): string {
  return JSON.stringify([environment?.stack.name ?? null, ...options]);
}

/** Lines of HCL in place of an expression, whose own line ends them. */
function block(lines: string): Expression {
  return new Expression(lines.replace(/\n$/, ""));
}

function refused(call: Call, mistake: TemplateMistake): Expression {
  call.refuse(mistake);
  return new Expression("");
}
