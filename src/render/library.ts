import { posix } from "node:path";
import { nearest } from "../diagnostics/nearest.ts";
import { attributeLines } from "../hcl/attributes.ts";
import { literal } from "../hcl/literal.ts";
import { typeExpression } from "../hcl/typeExpression.ts";
import { variableBlock } from "../hcl/variableBlock.ts";
import type { Environment } from "../model/environment.ts";
import { type Layout, outputFile } from "../model/layout.ts";
import type { ModuleCall, ProjectSchema, ProjectStack } from "../model/schema.ts";
import type { Templates } from "../model/templates.ts";
import type { TerraformType } from "../model/terraformType.ts";
import { Expression, type TemplateData } from "../template/expression.ts";
import type { BlockHelper, Call, Helper, Library } from "../template/helper.ts";
import { ownMember } from "../template/lookUp.ts";
import { type EnvironmentSummary, outputItem, secretItem } from "./context.ts";
import { environmentHelpers } from "./environmentHelpers.ts";
import { plainHelpers, projectHelper } from "./plainHelpers.ts";
import {
  type Selected,
  type Selection,
  selectCalls,
  selectSecrets,
  selectStacks,
  selectVariables,
} from "./select.ts";

/** The names of terraloom's own helpers, which a project's cannot have. */
export const ownHelperNames: ReadonlySet<string> = new Set([
  ...Object.keys(plainHelpers),
  ...Object.keys(environmentHelpers(() => [])),
  ...["variableDeclarations", "moduleArguments", "variableDefinitions", "moduleSource"],
  ...["moduleVersion", "reference", "lookup", "variables", "secrets", "outputs"],
  ...["if", "unless", "each", "with", "raw"],
]);

/** What all templates of a project share. */
export interface Shared {
  readonly templates: Templates;
  /** The project's own helpers. */
  readonly helpers: ProjectSchema["helpers"];
  readonly environments: () => readonly EnvironmentSummary[];
}

/** Where a template writes, and what it writes about. */
export interface Subject {
  /** Relative to the project's root. */
  readonly output: string;
  readonly layout: Layout;
  /** The environment whose file it is; absent in files that are written once. */
  readonly environment?: Environment;
  readonly stacks: readonly ProjectStack[];
}

/**
 * The helpers of Terraform's words, for one output.
 *
 * @param memory the texts of helpers that depend on declarations alone: the same for all environments of a stack
 */
export function library(
  { templates, helpers: own, environments }: Shared,
  subject: Subject,
  memory: Map<string, string>,
): Library {
  const { environment } = subject;
  const selection: Selection = {
    stacks: environment ? [environment.stack] : subject.stacks,
    modules: templates.modules,
  };
  const once = (
    name: string,
    call: Call,
    make: (selected: readonly Selected[]) => string,
  ): Expression => {
    const key = JSON.stringify([name, environment?.stack.name ?? null, ...call.options]);
    const known = memory.get(key);
    if (known !== undefined) return block(known);
    const selected = selectVariables(selection, call);
    if (!selected) return block("");
    const made = make(selected);
    memory.set(key, made);
    return block(made);
  };
  const helpers: Record<string, Helper> = {
    ...Object.fromEntries([...own].map(([name, run]) => [name, projectHelper(name, run)])),
    ...plainHelpers,
    ...environmentHelpers(environments),
    variableDeclarations: {
      parameters: 0,
      options: "any",
      run: (call) =>
        once("variableDeclarations", call, (selected) =>
          selected.map(({ declaration }) => variableBlock(declaration)).join("\n"),
        ),
    },
    moduleArguments: {
      parameters: 0,
      options: "any",
      run(call) {
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
        return once("moduleArguments", call, (selected) => {
          const lines = attributeLines(
            selected.map(({ declaration, expression }) => [declaration.name, expression]),
          );
          return forEach === undefined ? lines : `for_each = var.${forEach}\n\n${lines}`;
        });
      },
    },
    variableDefinitions: {
      parameters: 0,
      options: "any",
      run(call) {
        if (!environment) {
          const problem =
            "variableDefinitions writes an environment's values: it stands in templates/environments/";
          return refused(call, problem);
        }
        const lines = selectVariables(selection, call)?.flatMap(({ variable: { name } }) => {
          const value = Object.hasOwn(environment.given, name)
            ? environment.given[name]
            : undefined;
          return value === undefined ? [] : [[name, literal(value)] as const];
        });
        return block(attributeLines(lines ?? []));
      },
    },
    moduleSource: {
      parameters: 1,
      options: [],
      run(call) {
        const named = String(call.parameters[0]);
        const { module: name = named, source } = environment?.stack.calls.get(named) ?? {};
        if (source !== undefined) return source;
        if (!templates.modules.has(name)) {
          const problem = `there is no folder templates/modules/${name}`;
          call.refuse(problem, nearest(name, templates.modules));
        }
        const folder = outputFile(subject.layout, `modules/${name}`);
        const path = posix.relative(posix.dirname(subject.output), folder);
        // Terraform takes a source without a leading dot for a registry's.
        return path.startsWith(".") ? path : `./${path}`;
      },
    },
    moduleVersion: {
      parameters: 1,
      options: [],
      run(call) {
        const name = String(call.parameters[0]);
        const calls = environment?.stack.calls ?? new Map<string, ModuleCall>();
        const version = calls.get(name)?.version;
        if (version !== undefined) return version;
        const problem = calls.has(name)
          ? `the call "${name}" has no version in the schema`
          : `there is no call "${name}" here`;
        call.refuse(problem, calls.has(name) ? undefined : nearest(name, calls.keys()));
        return "";
      },
    },
    reference: {
      parameters: 1,
      options: [],
      run: (call) => new Expression(`var.${String(call.parameters[0])}`),
    },
    lookup: {
      parameters: 2,
      options: [],
      run: ({ parameters: [from = null, name = null] }) => ownMember(from, String(name)) ?? null,
    },
  };
  const blockHelpers: Record<string, BlockHelper> = {
    variables: {
      parameters: 0,
      options: "any",
      items: (call) =>
        (selectVariables(selection, call) ?? []).map((selected) =>
          variableItem(selected, environment),
        ),
    },
    secrets: {
      parameters: 0,
      options: "any",
      items: (call) => (selectSecrets(selection, call) ?? []).map(secretItem),
    },
    outputs: {
      parameters: 0,
      options: ["stack"],
      items: (call) =>
        (selectStacks(selection, call) ?? []).flatMap(({ outputs }) =>
          [...outputs.values()].map(outputItem),
        ),
    },
  };
  return {
    helpers: new Map(Object.entries(helpers)),
    blockHelpers: new Map(Object.entries(blockHelpers)),
    partials: templates.partials,
  };
}

/** Lines of HCL in place of an expression, whose own line ends them. */
function block(lines: string): Expression {
  return new Expression(lines.replace(/\n$/, ""));
}

function refused(
  call: { readonly refuse: (problem: string) => void },
  problem: string,
): Expression {
  call.refuse(problem);
  return new Expression("");
}

/** A variable inside `{{#variables}}`. */
function variableItem(
  { variable, declaration, expression }: Selected,
  environment?: Environment,
): TemplateData {
  const { name, type } = declaration;
  const isWhole = expression === `var.${variable.name}`;
  const value = isWhole ? environment?.values[variable.name] : undefined;
  return {
    name,
    reference: new Expression(`var.${name}`),
    stringReference: new Expression(stringReference(name, type)),
    description: declaration.description ?? variable.description,
    type: new Expression(typeExpression(type)),
    sensitive: variable.sensitive,
    drift: variable.drift ?? null,
    labels: Object.fromEntries(variable.labels),
    ...(value === undefined ? {} : { value }),
  };
}

/** A container's environment holds strings: what is none is turned into one by Terraform itself. */
function stringReference(name: string, { kind }: TerraformType): string {
  if (kind === "string") return `var.${name}`;
  return kind === "number" || kind === "bool" ? `tostring(var.${name})` : `jsonencode(var.${name})`;
}
