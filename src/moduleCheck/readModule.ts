import { posix } from "node:path";
import { attributeNamed, nameRange, plainText } from "../hcl/outline/find.ts";
import type { Block, Body, Outline } from "../hcl/outline/nodes.ts";
import { outline } from "../hcl/outline/outline.ts";
import type { Call, CodeFile, Declaration, Local, Module, ReadFile } from "./module.ts";
import type { Tree } from "./tree.ts";

/** Files that Terraform reads and this does not, or that change what others declare. */
const notRead = /\.tf\.json$|\.tofu(?:\.json)?$|(?:^|_)override\.tf$/;

/** Files of overrides; what OpenTofu reads in place of a file may say anything too. */
const overrides = /(?:^|_)override\.tf(?:\.json)?$|\.tofu(?:\.json)?$/;

/** Outlines by text: a file that many folders have is read once. */
export type Outlines = Map<string, Outline>;

/** The modules of a tree by folder, each read when it is first asked for; `undefined` where there is no code. */
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
    .filter(({ path }) => path.endsWith(".tf") && !notRead.test(posix.basename(path)))
    .map(({ path, text }): ReadFile => ({ path, text, outline: outlineOf(text, outlines) }));
  const blocks = read.flatMap((file) => file.outline.body.blocks.map((block) => ({ file, block })));
  const declared = (type: string, nameOf: (block: Block) => string | undefined): Declaration[] =>
    blocks.flatMap(({ file, block }) => {
      const name = block.type === type ? nameOf(block) : undefined;
      return name === undefined ? [] : [declarationOf(block, name, file)];
    });
  return {
    folder,
    files: read,
    isOpaque:
      hasLinks ||
      files.some(({ path }) => notRead.test(posix.basename(path))) ||
      read.some(({ outline: { faults } }) => faults.length > 0),
    hasOverrides: hasLinks || files.some(({ path }) => overrides.test(posix.basename(path))),
    onlyTerraform: new Set(
      files.flatMap(({ path }) => (path.endsWith(".tofu") ? [path.replace(/tofu$/, "tf")] : [])),
    ),
    blocks,
    variables: declared("variable", oneLabel),
    outputs: declared("output", oneLabel),
    calls: declared("module", oneLabel).map((call) => callOf(call, folder)),
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

function callOf(call: Declaration, folder: string): Call {
  const source = attributeNamed(call.body, "source");
  return { ...call, source, folder: calledFolder(folder, call.body) };
}

/** A registry's source has no leading dot; what is above the repository is not its. */
function calledFolder(folder: string, body: Body): string | undefined {
  const source = attributeNamed(body, "source");
  const path = source && plainText(source.expression);
  if (path === undefined || !/^\.\.?(?:\/|$)/.test(path)) return undefined;
  const target = posix.join(folder, path).replace(/\/$/, "");
  return target.startsWith("..") ? undefined : target;
}
