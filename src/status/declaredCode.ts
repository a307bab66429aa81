import { posix } from "node:path";
import { attributeNamed, plainText } from "../hcl/outline/find.ts";
import type { Block, Expression } from "../hcl/outline/nodes.ts";
import { outline } from "../hcl/outline/outline.ts";
import { type ReadType, readType } from "../hcl/readType.ts";
import { topBlocks } from "../hcl/topBlocks.ts";
import { type Files, readText } from "../model/files.ts";
import { isCode, overridesCode } from "../render/codeTree.ts";

/** A resource or a module call, and how many instances it has. */
export interface Repeated {
  /** `type.name` of a resource, a call's own name. */
  readonly name: string;
  /** What says how many there are; `unread` where that is not HCL. Absent: there is one, without a key. */
  readonly repeats?: { readonly by: "count" | "for_each"; readonly value: Expression } | "unread";
}

/** A resource. */
export interface DeclaredResource extends Repeated {
  readonly arguments: ReadonlyMap<string, Expression>;
}

/** A module call. */
export interface DeclaredCall extends Repeated {
  /** Of a module of this repository, its folder. */
  readonly folder?: string;
  readonly arguments: ReadonlyMap<string, Expression>;
}

/** A variable, as far as its value depends on that. */
export interface DeclaredVariable {
  readonly type?: ReadType;
  readonly default?: Expression;
  /** Whether null stands for the default. */
  readonly isNeverNull: boolean;
}

/** What a folder of code declares. */
export interface DeclaredCode {
  readonly resources: readonly DeclaredResource[];
  readonly calls: readonly DeclaredCall[];
  readonly variables: ReadonlyMap<string, DeclaredVariable>;
  readonly locals: ReadonlyMap<string, Expression>;
  /** Whether an override file may say anything of what the others declare: then no value is known. */
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
  const all = files.list(folder).flatMap(({ name }) => (isCode(name) ? [name] : []));
  const names = [...all.filter((name) => !overridesCode(name)), ...all.filter(overridesCode)];
  const textOf = (name: string): string => readText(files, `${folder}/${name}`) ?? "";
  const blocks = names
    .filter((name) => !name.endsWith(".json"))
    .map((name) => ({ text: textOf(name), name }))
    .flatMap(({ text }) => outline(text).body.blocks.map((block) => ({ block, text })));
  const inJson = names.filter((name) => name.endsWith(".json"));
  const json = inJson.flatMap((name) => topBlocks(name, textOf(name)));
  const isOverridden = names.some(overridesCode);
  const repeating = new Set(
    blocks.flatMap(({ block }) => (repeatedOf(block).repeats ? [repeatedOf(block).name] : [])),
  );
  const repeated = (block: Block): Repeated => {
    const read = repeatedOf(block);
    return isOverridden && repeating.has(read.name) ? { ...read, repeats: "unread" } : read;
  };
  const called = (source: string | undefined) =>
    source !== undefined && /^\.\.?(?:\/|$)/.test(source)
      ? { folder: posix.join(folder, source).replace(/\/$/, "") }
      : {};
  return {
    resources: [
      ...blocks
        .filter(({ block }) => block.type === "resource" && block.labels.length === 2)
        .map(({ block }) => ({ ...repeated(block), arguments: keptArguments(block) })),
      ...json
        .filter(({ type, labels }) => type === "resource" && labels.length === 2)
        .map(({ labels, repeats }) => ({ ...inJsonOf(labels, repeats), arguments: new Map() })),
    ],
    calls: [
      ...blocks
        .filter(({ block }) => block.type === "module" && block.labels.length === 1)
        .map(({ block }): DeclaredCall => {
          const source = attributeNamed(block.body, "source");
          return {
            ...repeated(block),
            ...called(source && plainText(source.expression)),
            arguments: argumentsOf(block),
          };
        }),
      ...json
        .filter(({ type, labels }) => type === "module" && labels.length === 1)
        .map(({ labels, repeats, source }): DeclaredCall => {
          return { ...inJsonOf(labels, repeats), ...called(source), arguments: new Map() };
        }),
    ],
    variables: new Map(blocks.flatMap(({ block, text }) => variableOf(block, text))),
    locals: new Map(
      blocks
        .filter(({ block }) => block.type === "locals")
        .flatMap(({ block }) => block.body.attributes)
        .map(({ name, expression }) => [name, expression]),
    ),
    isOverridden,
  };
}

function argumentsOf({ body }: Block): ReadonlyMap<string, Expression> {
  return new Map(body.attributes.map(({ name, expression }) => [name, expression]));
}

/** The arguments of a resource that it is kept at: those of `ignore_changes` may become anything. */
function keptArguments(block: Block): ReadonlyMap<string, Expression> {
  const lifecycle = block.body.blocks.find(({ type }) => type === "lifecycle");
  const ignored = lifecycle && attributeNamed(lifecycle.body, "ignore_changes")?.expression;
  if (!ignored) return argumentsOf(block);
  const names = new Set(ignored.tokens.map(({ text }) => text));
  if (names.has("all")) return new Map();
  return new Map([...argumentsOf(block)].filter(([name]) => !names.has(name)));
}

function inJsonOf(labels: readonly string[], repeats: boolean): Repeated {
  return { name: labels.join("."), ...(repeats ? { repeats: "unread" } : {}) };
}

function repeatedOf({ labels, body }: Block): Repeated {
  const name = labels.map(({ text }) => text).join(".");
  for (const by of ["count", "for_each"] as const) {
    const attribute = attributeNamed(body, by);
    if (attribute) return { name, repeats: { by, value: attribute.expression } };
  }
  const lifecycle = body.blocks.find(({ type }) => type === "lifecycle");
  // OpenTofu's way to have none of it.
  const isSwitched = lifecycle && attributeNamed(lifecycle.body, "enabled");
  return isSwitched ? { name, repeats: "unread" } : { name };
}

function variableOf(
  { type, labels: [label], body }: Block,
  text: string,
): readonly (readonly [string, DeclaredVariable])[] {
  if (type !== "variable" || !label) return [];
  const declared = attributeNamed(body, "type")?.expression;
  const read = declared && readType(text.slice(declared.start, declared.end));
  const value = attributeNamed(body, "default")?.expression;
  const nullable = attributeNamed(body, "nullable")?.expression.tokens[0]?.text;
  const variable: DeclaredVariable = {
    ...(read ? { type: read } : {}),
    ...(value ? { default: value } : {}),
    isNeverNull: nullable === "false",
  };
  return [[label.text, variable]];
}
