import { attributeNamed, plainText } from "../hcl/outline/find.ts";
import type { Body, Expression } from "../hcl/outline/nodes.ts";
import { outline } from "../hcl/outline/outline.ts";
import { type TopBlock, topBlocks } from "../hcl/topBlocks.ts";
import { isCode, localFolder, overridesCode } from "../model/codeFiles.ts";
import { type Files, readText } from "../model/files.ts";
import type { TerraformType } from "../model/terraformType.ts";
import type { Declaration } from "../moduleCheck/module.ts";
import { declaredIn } from "../moduleCheck/readModule.ts";
import { declaredType } from "../moduleCheck/values.ts";

/** A resource or a module call, and how many instances it has. */
export interface Repeated {
  /** `type.name` of a resource, a call's own name. */
  readonly name: string;
  /** The expression that determines how many there are; `unread` if it is not HCL. Absent: one, without a key. */
  readonly repeats?: { readonly by: "count" | "for_each"; readonly value: Expression } | "unread";
  readonly arguments: ReadonlyMap<string, Expression>;
}

export interface DeclaredCall extends Repeated {
  /** Of a module that a path names, its folder: above the project too, where a state has its resources all the same. */
  readonly folder: string | undefined;
}

export interface DeclaredVariable {
  readonly type: TerraformType | undefined;
  readonly default: Expression | undefined;
  /** Whether null means the default. */
  readonly isNeverNull: boolean;
}

export interface DeclaredCode {
  readonly resources: readonly Repeated[];
  readonly calls: readonly DeclaredCall[];
  readonly variables: ReadonlyMap<string, DeclaredVariable>;
  readonly locals: ReadonlyMap<string, Expression>;
  /** Whether there is an override file: then no value is known. */
  readonly isOverridden: boolean;
}

/** Reads the code of folders, each once. */
export function codeReader(files: Pick<Files, "read" | "list">): (folder: string) => DeclaredCode {
  const known = new Map<string, DeclaredCode>();
  return (folder) => {
    const found = known.get(folder) ?? readFolder(files, folder);
    known.set(folder, found);
    return found;
  };
}

function readFolder(files: Pick<Files, "read" | "list">, folder: string): DeclaredCode {
  const names = files.list(folder).flatMap(({ name }) => (isCode(name) ? [name] : []));
  const isOverridden = names.some(overridesCode);
  // Of several declarations of a resource the last one counts.
  const inOrder = [...names.filter((name) => !overridesCode(name)), ...names.filter(overridesCode)];
  const read = inOrder.map((path) => ({ path, text: readText(files, `${folder}/${path}`) ?? "" }));
  const module = declaredIn(
    folder,
    read
      .filter(({ path }) => !path.endsWith(".json"))
      .map(({ path, text }) => ({ path, text, outline: outline(text) })),
  );
  const inJson = (type: string): readonly TopBlock[] =>
    read
      .filter(({ path }) => path.endsWith(".json"))
      .flatMap(({ path, text }) => topBlocks(path, text))
      .filter((block) => block.type === type);
  const repeating = new Set(
    [...module.resources, ...module.calls].flatMap(({ name, body }) =>
      repeatsOf(body).repeats ? [name] : [],
    ),
  );
  const repeated = ({ name, body }: Declaration): Repeated => ({
    name,
    arguments: keptArguments(body),
    ...(isOverridden && repeating.has(name) ? { repeats: "unread" } : repeatsOf(body)),
  });
  return {
    resources: [...module.resources.map(repeated), ...inJson("resource").map(repeatedInJson)],
    calls: [
      ...module.calls.map((call) => ({
        ...repeated(call),
        folder: localFolder(folder, call.source && plainText(call.source.expression)),
      })),
      ...inJson("module").map((block) => ({
        ...repeatedInJson(block),
        folder: localFolder(folder, block.source),
      })),
    ],
    variables: new Map(module.variables.map((variable) => [variable.name, variableOf(variable)])),
    locals: new Map(module.locals.map(({ name, attribute }) => [name, attribute.expression])),
    isOverridden,
  };
}

/** The arguments that Terraform keeps as in code: not those of `ignore_changes`. */
function keptArguments(body: Body): ReadonlyMap<string, Expression> {
  const lifecycle = body.blocks.find(({ type }) => type === "lifecycle");
  const ignored = lifecycle && attributeNamed(lifecycle.body, "ignore_changes")?.expression;
  const names = new Set(ignored?.tokens.map(({ text }) => text));
  const kept = body.attributes.filter(({ name }) => !names.has("all") && !names.has(name));
  return new Map(kept.map(({ name, expression }) => [name, expression]));
}

function repeatedInJson({ labels, repeats }: TopBlock): Repeated {
  const repeated = { name: labels.join("."), arguments: new Map() };
  return repeats ? { ...repeated, repeats: "unread" } : repeated;
}

function repeatsOf(body: Body): Pick<Repeated, "repeats"> {
  for (const by of ["count", "for_each"] as const) {
    const attribute = attributeNamed(body, by);
    if (attribute) return { repeats: { by, value: attribute.expression } };
  }
  const lifecycle = body.blocks.find(({ type }) => type === "lifecycle");
  // OpenTofu's way to have none of it.
  const isSwitched = lifecycle && attributeNamed(lifecycle.body, "enabled");
  return isSwitched ? { repeats: "unread" } : {};
}

function variableOf(variable: Declaration): DeclaredVariable {
  const { body } = variable;
  const nullable = attributeNamed(body, "nullable")?.expression.tokens[0]?.text;
  return {
    type: declaredType(variable),
    default: attributeNamed(body, "default")?.expression,
    isNeverNull: nullable === "false",
  };
}
