import { posix } from "node:path";
import { attributeNamed, nameRange, plainText } from "../hcl/outline/find.ts";
import type { Block, Outline } from "../hcl/outline/nodes.ts";
import { outline } from "../hcl/outline/outline.ts";
import { calledFolder, isCode, isOverride } from "../model/codeFiles.ts";
import { groupBy } from "../model/groupBy.ts";
import type { CodeFile, Declaration, Declared, Local, Module, ReadFile } from "./module.ts";
import type { Tree } from "./tree.ts";

/** Whether a file is read here. JSON is not, nor what changes what others declare. */
function isRead({ path }: CodeFile): boolean {
  return path.endsWith(".tf") && !mayOverride({ path });
}

/** A file that OpenTofu reads in place of another one may change anything, as overrides do. */
function mayOverride({ path }: Pick<CodeFile, "path">): boolean {
  return isOverride(posix.basename(path)) || /\.tofu(?:\.json)?$/.test(path);
}

/** Outlines by text: a file that many folders have is read once. */
export type Outlines = Map<string, Outline>;

/** The modules of a tree by folder, each read at the first use; `undefined` without code. */
export function modulesIn(tree: Tree): (folder: string) => Module | undefined {
  const outlines: Outlines = new Map();
  const known = new Map<string, Module | undefined>();
  return (path) => {
    if (known.has(path)) return known.get(path);
    const { files, hasLinks } = tree.folder(path);
    const hasCode = hasLinks || files.some((file) => !file.path.endsWith(".tfvars"));
    const module = hasCode ? readModule(path, files, outlines, hasLinks) : undefined;
    known.set(path, module);
    return module;
  };
}

/** Reads the files of one folder as one module. */
export function readModule(
  folder: string,
  files: readonly CodeFile[],
  outlines: Outlines,
  hasLinks: boolean,
): Module {
  const read = files
    .filter(isRead)
    .map(({ path, text }): ReadFile => ({ path, text, outline: outlineOf(text, outlines) }));
  return {
    ...declaredIn(folder, read),
    isOpaque:
      hasLinks ||
      files.some((file) => isCode(posix.basename(file.path)) && !isRead(file)) ||
      read.some(({ outline: { faults } }) => faults.length > 0),
    hasOverrides: hasLinks || files.some(mayOverride),
    onlyTerraform: new Set(
      files.flatMap(({ path }) => (path.endsWith(".tofu") ? [path.replace(/tofu$/, "tf")] : [])),
    ),
  };
}

/** What files of HCL declare as one module. */
export function declaredIn(folder: string, files: readonly ReadFile[]): Declared {
  const blocks = files.flatMap((file) =>
    file.outline.body.blocks.map((block) => ({ file, block })),
  );
  const byType = groupBy(blocks, ({ block }) => block.type);
  const declared = (type: string, nameOf: (block: Block) => string | undefined): Declaration[] =>
    (byType.get(type) ?? []).flatMap(({ file, block }) => {
      const name = nameOf(block);
      return name === undefined ? [] : [declarationOf(block, name, file)];
    });
  return {
    folder,
    files,
    blocks,
    variables: declared("variable", oneLabel),
    outputs: declared("output", oneLabel),
    calls: declared("module", oneLabel).map((call) => {
      const source = attributeNamed(call.body, "source");
      const path = source && plainText(source.expression);
      return { ...call, source, folder: calledFolder(folder, path) };
    }),
    locals: blocks.flatMap(({ file, block }) =>
      block.type === "locals" ? localsOf(file, block) : [],
    ),
    resources: declared("resource", twoLabels),
    sources: [
      ...declared("data", (block) => prefixed("data", block)),
      ...declared("ephemeral", (block) => prefixed("ephemeral", block)),
      ...blocks.flatMap(({ file, block }) => (block.type === "check" ? dataIn(file, block) : [])),
    ],
    providers: declared("provider", providerName),
    ...requirementsIn(blocks.map(({ block }) => block)),
  };
}

function outlineOf(text: string, outlines: Outlines): Outline {
  const known = outlines.get(text) ?? outline(text);
  outlines.set(text, known);
  return known;
}

function declarationOf(block: Block, name: string, file: ReadFile): Declaration {
  const last = block.labels.at(-1) ?? block;
  return { name, file, body: block.body, start: last.start, end: last.end };
}

function oneLabel({ labels: [label] }: Block): string | undefined {
  return label?.text;
}

function twoLabels({ labels: [type, name] }: Block): string | undefined {
  return type && name && `${type.text}.${name.text}`;
}

function prefixed(kind: string, block: Block): string | undefined {
  const name = twoLabels(block);
  return name && `${kind}.${name}`;
}

/** A data source that only its `check` block may read. */
function dataIn(file: ReadFile, { body }: Block): Declaration[] {
  return body.blocks.flatMap((block) => {
    const name = block.type === "data" ? prefixed("data", block) : undefined;
    return name === undefined ? [] : [declarationOf(block, name, file)];
  });
}

function providerName({ labels: [label], body }: Block): string | undefined {
  const alias = attributeNamed(body, "alias");
  if (!label || !alias) return label?.text;
  return `${label.text}.${plainText(alias.expression) ?? ""}`;
}

/** What `required_providers` says. Of its references there are no others than `configuration_aliases`. */
function requirementsIn(blocks: readonly Block[]): Pick<Module, "aliases" | "required"> {
  const attributes = blocks
    .filter(({ type }) => type === "terraform")
    .flatMap(({ body }) => body.blocks.filter(({ type }) => type === "required_providers"))
    .flatMap(({ body }) => body.attributes);
  const aliases = attributes.flatMap(({ expression }) =>
    expression.references.flatMap(({ root, steps: [alias] }) =>
      alias?.name === undefined ? [] : [`${root}.${alias.name}`],
    ),
  );
  return { aliases: new Set(aliases), required: new Set(attributes.map(({ name }) => name)) };
}

function localsOf(file: ReadFile, { body }: Block): Local[] {
  return body.attributes.map((attribute) => {
    return { name: attribute.name, file, attribute, ...nameRange(attribute) };
  });
}
