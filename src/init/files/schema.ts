import { entryText, isIdentifier, literalText, quoted } from "../../schemaSource/entryText.ts";
import type { SourceFormat } from "../../schemaSource/sourceFormat.ts";
import type { Blueprint, Declaration } from "../blueprint.ts";

const format: SourceFormat = { quote: '"', unit: "  ", lastComma: ",", width: 100, newline: "\n" };
const { unit } = format;

/** The contents of a schema besides its stacks. */
export interface SchemaOptions {
  /** The folder that output goes into, where it is not `generated`. */
  readonly output?: string;
  /** Where a stack's environments are, by the stack's name. */
  readonly places?: ReadonlyMap<string, StackPlace>;
}

/** Where a stack's environments are, below the output folder, as `defineStack` takes it. */
export interface StackPlace {
  readonly pattern?: string;
  /** Where they are files of values: the root module that they are for. */
  readonly rootModule?: string;
}

/** The contents of a stack's file besides its declarations. */
export interface StackFileOptions extends StackPlace {
  /** Stacks that are applied before it. */
  readonly after?: readonly string[];
}

/** The text of a file of the schema that declares one stack, for a project that has others. */
export function stackFileText(
  blueprint: Blueprint,
  { after = [], ...place }: StackFileOptions,
): string {
  const imported = importsOf([blueprint]).filter((name) => name !== "defineProject");
  const body = stackText(blueprint, `export const ${constantName(blueprint.stack)}`, [
    placeLines(place),
    after.length === 0 ? "" : `${unit}after: ${literalText(after, 9, unit, format)},\n`,
  ]);
  return `import { ${imported.join(", ")} } from "terraloom";
${zodImport([body])}
/** Environments whose spec says \`stack: ${blueprint.stack}\`. */
${body}`;
}

function importsOf(blueprints: readonly Blueprint[]): readonly string[] {
  const names = ["defineProject", "defineStack"];
  if (blueprints.some(({ settings }) => settings.length > 0)) names.push("setting");
  if (blueprints.some(({ variables }) => variables.length > 0)) names.push("variable");
  return names;
}

function zodImport(texts: readonly string[]): string {
  return texts.some((text) => /\bz\./.test(text)) ? 'import * as z from "zod";\n' : "";
}

/** A stack's declaration: `const app = defineStack({ ... });`. */
function stackText(
  { settings, variables }: Blueprint,
  declared: string,
  before: readonly string[],
): string {
  const sections = [
    ...before,
    section("settings", "setting", settings),
    section("variables", "variable", variables),
  ].filter((lines) => lines !== "");
  return `${declared} = defineStack({
${sections.join("\n")}});
`;
}

/** The text of `schema/index.ts`: the stacks, their declarations, and the order of promotion. */
export function schemaText(
  blueprints: readonly Blueprint[],
  { output, places = new Map() }: SchemaOptions = {},
): string {
  const names = importsOf(blueprints);
  const constants = constantNames(blueprints.map(({ stack }) => stack));
  const stacks = blueprints.map((blueprint, at) => {
    const { stack } = blueprint;
    const about =
      blueprints.length === 1
        ? "Every environment in envs/ is one of these."
        : `Environments whose spec says \`stack: ${stack}\`.`;
    const place = placeLines(places.get(stack) ?? {});
    return `/** ${about} */\n${stackText(blueprint, `const ${constants[at]}`, [place])}`;
  });
  const entries = blueprints.map(({ stack }, at) => {
    const key = isIdentifier(stack) ? stack : text(stack);
    return key === constants[at] ? key : `${key}: ${constants[at]}`;
  });
  const environments = blueprints.flatMap((blueprint) => blueprint.environments);
  const promotion = literalText(environments, unit.length + "promotion: ".length, unit, format);
  const zod = zodImport(stacks);
  return `// What an environment may say. Editors complete specs by it, check holds them to it, and the
// Terraform variables are written from it: npx terraloom add variable NAME

import { ${names.join(", ")} } from "terraloom";
${zod}
${stacks.join("\n")}
export default defineProject({
${unit}stacks: { ${entries.join(", ")} },
${output === undefined ? "" : `${unit}output: ${text(output === "" ? "." : output)},\n`}${unit}// First to last: the order in which environments take a change.
${unit}promotion: ${promotion},
});
`;
}

function placeLines({ pattern, rootModule = "" }: StackPlace): string {
  const root = rootModule === "" ? "" : `${unit}rootModule: ${text(rootModule)},\n`;
  return pattern === undefined ? "" : `${unit}output: ${text(pattern)},\n${root}`;
}

function constantNames(stacks: readonly string[]): readonly string[] {
  const given = new Set<string>();
  return stacks.map((stack) => {
    const name = constantName(stack);
    const unique = given.has(name) ? `${name}${given.size + 1}` : name;
    given.add(unique);
    return unique;
  });
}

function section(name: string, callee: string, declarations: readonly Declaration[]): string {
  if (declarations.length === 0) return "";
  const entries = declarations.map((declaration) => entry(callee, declaration));
  return `${unit}${name}: {\n${entries.join("")}${unit}},\n`;
}

function entry(callee: string, { name, type, comment, ...options }: Declaration): string {
  const indentation = unit.repeat(2);
  const above = (comment?.split("\n") ?? []).map((line) => `${indentation}// ${line}\n`).join("");
  return `${above}${indentation}${entryText(name, callee, type, options, format)(indentation)},\n`;
}

function text(value: string): string {
  return quoted(value, format);
}

/** Names that a constant cannot have: words of the language, and what the schema imports. */
const taken = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally
  for function if implements import in instanceof interface let new null package private protected public return static
  super switch this throw true try typeof undefined var void while with yield
  z defineProject defineStack setting variable secret`.split(/\s+/),
);

/** `core-services` is `coreServices`. */
export function constantName(stack: string): string {
  const camel = stack
    .replace(/[-_]+([A-Za-z0-9])/g, (_, first: string) => first.toUpperCase())
    .replace(/[^A-Za-z0-9]/g, "");
  const named = /^\d/.test(camel) ? `stack${camel}` : camel;
  return taken.has(named) ? `${named}Stack` : named;
}
