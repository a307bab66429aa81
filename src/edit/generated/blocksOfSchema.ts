import { attributeNamed, plainText, wholeVariable } from "../../hcl/outline/find.ts";
import { literalValue } from "../../hcl/outline/literalValue.ts";
import type { Expression } from "../../hcl/outline/nodes.ts";
import { typeExpression } from "../../hcl/typeExpression.ts";
import type { Project } from "../../model/project.ts";
import type { ProjectVariable } from "../../model/schema.ts";
import type { Call, Declaration } from "../../moduleCheck/module.ts";
import { callersIn, type SourcedCode } from "../thread/sources.ts";

/** A call of a module in a stack's environments, and the variable that it gives. */
export interface PassingCall {
  readonly stack: string;
  readonly call: string;
  readonly variable: ProjectVariable;
}

/** A `variable` block of a module, and whether the schema can write it. */
export interface FoundBlock {
  readonly block: Declaration;
  /** The calls that give it a variable of the schema, each the same in all environments. */
  readonly givings: readonly PassingCall[];
  /** The module's description; absent: none. */
  readonly description?: string | undefined;
  /** Why it stays handwritten. */
  readonly why?: string | undefined;
}

/**
 * Finds the `variable` blocks of a module that the schema can write: those that get a variable of the schema
 * unchanged, and a value by every other call, and that have nothing that the schema does not have.
 */
export function blocksOfSchema(
  project: Project,
  code: SourcedCode,
  folder: string,
): readonly FoundBlock[] {
  const calls = callersIn(project).flatMap((caller) =>
    (code.module(caller)?.calls ?? [])
      .filter((call) => call.folder === folder)
      .map((call) => ({ caller, call })),
  );
  return (code.module(folder)?.variables ?? []).map((block): FoundBlock => {
    const found = calls.map(({ caller, call }) => givenBy(project, caller, call, block.name));
    const all = found.flatMap(({ giving }) => giving ?? []);
    const givings = [...new Map(all.map((one) => [`${one.stack}\n${one.call}`, one])).values()];
    const described = attributeNamed(block.body, "description");
    const [why] = [
      ...found.flatMap(({ obstacle }) => obstacle ?? []),
      ...(givings.length === 0 ? ["no call gives it a variable of the schema"] : []),
      ...(all.some((one) => isOther(one, givings)) ? ["environments give it different ones"] : []),
      ...givings.flatMap(({ variable }) => unsaid(block, variable) ?? []),
    ];
    return {
      block,
      givings,
      description: described && plainText(described.expression),
      ...(why === undefined ? {} : { why }),
    };
  });
}

function isOther({ stack, call, variable }: PassingCall, givings: readonly PassingCall[]): boolean {
  return !givings.some(
    (one) => one.stack === stack && one.call === call && one.variable === variable,
  );
}

/** What a call gives: a variable of the schema, an obstacle, or another value that is never null. */
interface Given {
  readonly giving?: PassingCall;
  readonly obstacle?: string;
}

function givenBy({ environments }: Project, caller: string, call: Call, name: string): Given {
  const environment = environments.find(({ directory }) => directory === caller);
  const address = `module.${call.name} of ${environment?.name ?? caller}`;
  const argument = attributeNamed(call.body, name);
  if (!argument) return { obstacle: `${address} does not give it` };
  const { expression } = argument;
  const root = wholeVariable(expression);
  if (environment && root !== undefined) {
    const variable = environment.stack.variables.get(root);
    return variable
      ? { giving: { stack: environment.stack.name, call: call.name, variable } }
      : { obstacle: `the schema has no variable "${root}", which ${address} gives it` };
  }
  // The schema does not allow null, but a handwritten module may.
  const text = call.file.text.slice(expression.start, expression.end);
  if (isNeverNull(expression, text)) return {};
  const shown = text.length > 40 ? "an expression" : text;
  return { obstacle: `${address} gives it ${shown}, which may be null` };
}

function isNeverNull({ tokens }: Expression, text: string): boolean {
  const value = literalValue(tokens);
  if (value !== undefined) return value !== null;
  // "${var.x}" alone is what var.x is.
  return /^"(?:[^"\\]|\\.)*"$/.test(text) && !/^"\$\{[^}]*\}"$/.test(text);
}

/** Attributes that the schema writes too, or that it may omit. */
const known = new Set(["type", "description", "default", "nullable", "sensitive", "ephemeral"]);

/** What a block has that the schema does not have. */
function unsaid({ body, file }: Declaration, variable: ProjectVariable): string | undefined {
  const { declaration } = variable;
  const text = (name: string): string | undefined => {
    const attribute = attributeNamed(body, name);
    return attribute && file.text.slice(attribute.expression.start, attribute.expression.end);
  };
  const inside = file.text.slice(body.start, body.end).replaceAll(/"(?:\\.|[^"\\])*"/g, '""');
  if (/#|\/\/|\/\*/.test(inside)) return "a comment stands in it";
  if (body.blocks.length > 0) return `it has a ${body.blocks[0]?.type}`;
  const other = body.attributes.find(({ name }) => !known.has(name));
  if (other) return `it says ${other.name}`;
  const type = text("type");
  const own = typeExpression(declaration.type);
  if (type !== undefined && bare(type) !== bare(own)) return `its type is ${bare(type)} there`;
  // A default replaces null.
  if (text("default") !== undefined && declaration.nullable !== false) return "it has a default";
  const stricter = (["sensitive", "ephemeral"] as const).find(
    (name) => text(name) === "true" && declaration[name] !== true,
  );
  return stricter && `it is ${stricter} there`;
}

function bare(type: string): string {
  return type.replaceAll(/\s|,(?=\s*[)}\]])|"(?=\w+"\s*$)/g, "");
}
