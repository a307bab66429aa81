import { posix } from "node:path";
import { attributeLines } from "../../hcl/attributes.ts";
import { literalOf } from "../../hcl/literalOf.ts";
import { readType } from "../../hcl/readType.ts";
import type { Value } from "../../model/value.ts";
import { jsonLiteral } from "../../render/literals.ts";
import { type Adoption, escapeBraces, type Part } from "./adoption.ts";
import type { Block } from "./blocks.ts";
import { type ExistingModule, readsFiles } from "./read.ts";
import { attributeOf, sayings, untold } from "./variables.ts";

const metaArguments = new Set([
  "source",
  "version",
  "providers",
  "count",
  "for_each",
  "depends_on",
]);

/** Takes module calls over: literal arguments become variables, all others are written as they are. */
export async function adoptCalls(
  adoption: Adoption,
  parts: readonly Part[],
): Promise<readonly string[]> {
  const calls = parts.filter(({ type }) => type === "module");
  const called = new Map<string, number>();
  for (const call of calls) {
    const name = moduleOf(adoption, call)?.name ?? "";
    called.set(name, (called.get(name) ?? 0) + 1);
  }
  const texts: string[] = [];
  for (const call of calls) {
    const module = moduleOf(adoption, call);
    const isOnly = module !== undefined && called.get(module.name) === 1;
    texts.push(await callText(adoption, call, module, isOnly));
  }
  return texts;
}

/** The module of this repository that is called. */
function moduleOf({ modules }: Adoption, { first }: Part): ExistingModule | undefined {
  const source = attributeOf(first.block, "source") ?? "";
  const [, path] = /^"(\.\.?\/[^"$%]*)"$/.exec(source) ?? [];
  if (path === undefined) return undefined;
  const folder = posix.join(posix.dirname(first.file.path), path).replace(/\/$/, "");
  return modules.find((module) => module.folder === folder);
}

async function callText(
  adoption: Adoption,
  call: Part,
  module: ExistingModule | undefined,
  isOnly: boolean,
): Promise<string> {
  const [label = ""] = call.labels;
  if (call.first.block.blocks.length > 0)
    adoption.leave(call, "a block inside of a module call is not read");
  const source = attributeOf(call.first.block, "source") ?? "";
  if (!module && /^"\.\.?\//.test(source))
    adoption.leave(call, `${source} is none of the folders of modules/`);
  const meta: [string, string][] = [];
  const byHand: [string, string][] = [];
  for (const name of namesIn(call)) {
    const texts = call.occurrences.map(({ block }) => attributeOf(block, name));
    const same = new Set(texts.map((text) => text?.replace(/\s+/g, " "))).size === 1;
    if (name === "source" && module) meta.push([name, `{{moduleSource "${module.name}"}}`]);
    else if (metaArguments.has(name)) {
      if (!same) adoption.leave(call, `its ${name} is not the same in all environments`, name);
      meta.push([name, escapeBraces(texts[0] ?? "")]);
    } else {
      const written = await argument(adoption, call, name, texts, same, module, isOnly);
      if (written !== undefined) byHand.push([name, written]);
    }
  }
  const passed = isOnly && module ? `\n\n  {{moduleArguments module="${module.name}"}}` : "";
  const own = byHand.length > 0 ? `\n${attributeLines(byHand, "  ").trimEnd()}` : "";
  const body = `${attributeLines(meta, "  ").trimEnd()}${own === "" ? "" : `\n${own}`}${passed}`;
  return `module "${label}" {\n${body}\n}`;
}

/** The names of all arguments, in the order of the first environment that has them. */
function namesIn({ occurrences }: Part): readonly string[] {
  return [...new Set(occurrences.flatMap(({ block }) => block.attributes.map(({ name }) => name)))];
}

/**
 * Takes one argument over.
 *
 * @returns the expression to write; `undefined` where `moduleArguments` writes it
 */
async function argument(
  adoption: Adoption,
  call: Part,
  name: string,
  texts: readonly (string | undefined)[],
  same: boolean,
  module: ExistingModule | undefined,
  isOnly: boolean,
): Promise<string | undefined> {
  const [first] = texts;
  if (texts.some((text) => text !== undefined && readsFiles(text))) {
    adoption.leave(call, `"${name}" reads a file of its folder`, name);
    return undefined;
  }
  const literals = await literalsOf(texts, module?.variables.get(name));
  if (!literals) {
    if (!same || first === undefined) {
      adoption.leave(
        call,
        `"${name}" is not the same in all environments, and no literal in each`,
        name,
      );
      return undefined;
    }
    return passedOn(adoption, name, first, module, isOnly) ? undefined : escapeBraces(first);
  }
  const declaration = module?.variables.get(name);
  // What another owner's module is given is no business of specs, unless it differs.
  if (!declaration && same && first !== undefined) return escapeBraces(first);
  const type = declaration && readType(attributeOf(declaration, "type") ?? "");
  const said = declaration
    ? await sayings(declaration)
    : { description: `Argument "${name}" of module ${call.labels[0]}`, sensitive: false };
  const chosen = nameFor(adoption, call, name, literals);
  const known = adoption.variables.get(chosen);
  const modules =
    isOnly && module ? new Map([...(known?.modules ?? []), [module.name, name]]) : known?.modules;
  const request = { ...said, name: chosen, values: literals, ...(modules ? { modules } : {}) };
  if (type && adoption.declare({ ...request, kind: "variable", type })) {
    return isOnly ? undefined : `var.${chosen}`;
  }
  const { modules: _, ...setting } = request;
  adoption.declare({ ...setting, kind: "setting", type: undefined, comment: untold });
  return `{{settings.${chosen}}}`;
}

/** `name = var.x`: the schema then says that x goes to the module. */
function passedOn(
  { variables }: Adoption,
  name: string,
  expression: string,
  module: ExistingModule | undefined,
  isOnly: boolean,
): boolean {
  const [, root = ""] = /^var\.([A-Za-z_][\w-]*)$/.exec(expression) ?? [];
  const known = variables.get(root);
  // One module gets a variable under one name; a second argument is written by hand.
  if (!known || !module || !isOnly || known.modules?.has(module.name)) return false;
  variables.set(root, {
    ...known,
    modules: new Map([...(known.modules ?? []), [module.name, name]]),
  });
  return true;
}

/** The values of an argument, one an environment; what one leaves out has the module's default. `undefined` if any is no literal. */
async function literalsOf(
  texts: readonly (string | undefined)[],
  declaration: Block | undefined,
): Promise<readonly Value[] | undefined> {
  const byDefault = declaration && attributeOf(declaration, "default");
  const values: Value[] = [];
  for (const text of texts) {
    const expression = text ?? byDefault;
    const value = expression === undefined ? undefined : await literalOf(expression);
    if (value === undefined || value === null) return undefined;
    values.push(value);
  }
  return values;
}

/** The argument's own name, unless something else has it: then with the call's before it. */
function nameFor(
  adoption: Adoption,
  { labels, first }: Part,
  name: string,
  values: readonly Value[],
): string {
  const isDeclared = adoption.environments.some(({ files }) =>
    files.some(({ body }) =>
      body.blocks.some((block) => block.type === "variable" && block.labels[0] === name),
    ),
  );
  const taken = adoption.variables.has(name) || adoption.settings.has(name);
  if (!isDeclared && !taken) return name;
  const same = !isDeclared && sharesValues(adoption, name, values);
  return same ? name : `${(labels[0] ?? first.block.type).replaceAll("-", "_")}_${name}`;
}

/** Whether a variable of this name holds these values already: then both modules get the one. */
function sharesValues(adoption: Adoption, name: string, values: readonly Value[]): boolean {
  if (!adoption.variables.has(name)) return false;
  const { shared, each } = adoption.values();
  return adoption.environments.every(({ name: environment }, index) => {
    const held = shared.variables[name] ?? each.get(environment)?.variables[name];
    return held !== undefined && jsonLiteral(held) === jsonLiteral(values[index] ?? null);
  });
}
