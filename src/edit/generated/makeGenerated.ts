import { posix } from "node:path";
import { diagnostic } from "../../diagnostics/diagnostic.ts";
import type { HandwrittenReason } from "../../diagnostics/messages/reasons.ts";
import { startOf } from "../../diagnostics/position.ts";
import { outline } from "../../hcl/outline/outline.ts";
import { type Draft, draftOf } from "../../model/draft.ts";
import { belowOutput, isSource, outputName, templatesDirectory } from "../../model/layout.ts";
import type { Project } from "../../model/project.ts";
import { failure, type Result } from "../../model/result.ts";
import { renderProject } from "../../project/renderProject.ts";
import type { ModuleArgument } from "../../schemaSource/declaration.ts";
import { setModules } from "../../schemaSource/editVariable.ts";
import { applyEdits } from "../../text/textEdit.ts";
import { editSchema } from "../editDraft.ts";
import { asTemplate } from "../thread/asTemplate.ts";
import { sourcedCode, variablesFile } from "../thread/sources.ts";
import { blocksOfSchema, type FoundBlock, type PassingCall } from "./blocksOfSchema.ts";

/** A file that a template makes from now on. */
export interface MadeGenerated {
  readonly draft: Draft;
  /** The file, which is as it was but for what the schema writes. */
  readonly file: string;
  readonly template: string;
  /** The variables whose blocks the schema writes. */
  readonly declared: readonly string[];
  /** Those whose blocks stay as they are, each with why. */
  readonly kept: readonly { readonly name: string; readonly why: string }[];
}

/**
 * Makes a handwritten file a generated one, in memory: a template gets its text, byte for byte, and the
 * `variable` blocks that the schema can write come from it, so that changes of the schema reach the module.
 *
 * @param path the file, or the module's folder for the file with its variables
 */
export async function makeGenerated(
  project: Project,
  path: string,
): Promise<Result<MadeGenerated>> {
  const rendered = renderProject(project);
  const code = sourcedCode(project, rendered);
  const module = code.module(path);
  const file = module ? (variablesFile(code.files(path), module)?.path ?? path) : path;
  const stays = (why: HandwrittenReason) =>
    failure(diagnostic("file-by-hand", { file, why }, startOf(file)));
  const made = rendered.outputs.get(file);
  if (made) return stays({ kind: "generated", source: made.source });
  const text = draftOf(project.files).read(file);
  const target = targetOf(project, file);
  if (text === undefined || isSource(file.split("/"))) return stays({ kind: "absent" });
  if (!file.endsWith(".tf")) return stays({ kind: "not-terraform" });
  if (target === undefined) {
    return stays({ kind: "outside", output: outputName(project.schema.layout) });
  }
  if (posix.basename(file).startsWith("_")) return stays({ kind: "partial" });
  const draft = draftOf(project.files);
  const template = `${templatesDirectory}/${target}`;
  draft.write(template, text);
  const blocks = blocksOfSchema(project, code, posix.dirname(file)).filter(
    ({ block }) => block.file.path === file,
  );
  const written = blocks.filter(({ why }) => why === undefined);
  await sayModules(draft, written);
  if (written.length > 0) writeBlocks(draft, template, written, project.schema.stacks.size > 1);
  return draft.result({
    draft,
    file,
    template: written.length > 0 ? `${template}.hbs` : template,
    declared: written.map(({ block }) => block.name),
    kept: blocks.flatMap(({ block: { name }, why }) => (why === undefined ? [] : [{ name, why }])),
  });
}

/** The path of a file's template, below templates/. */
function targetOf({ schema, environments }: Project, file: string): string | undefined {
  const environment = environments.find(({ directory }) => file.startsWith(`${directory}/`));
  if (!environment) return belowOutput(schema.layout, file);
  const { stack, name, directory } = environment;
  const condition = `@environment=${name.replaceAll("/", "+")}`;
  return posix.join("environments", stack.name, condition, file.slice(directory.length + 1));
}

/** The schema says which calls get the variables. */
async function sayModules(draft: Draft, blocks: readonly FoundBlock[]): Promise<void> {
  for (const { variable, stack, calls } of callsByVariable(blocks)) {
    const write = `say modules: [${[...calls.keys()].join(", ")}] of "${variable.name}".`;
    await editSchema(draft, write, variable.location, (sources) =>
      setModules(sources, stack, variable, calls),
    );
  }
}

function callsByVariable(blocks: readonly FoundBlock[]) {
  const found = new Map<
    PassingCall["variable"],
    Pick<PassingCall, "variable" | "stack"> & { calls: Map<string, ModuleArgument> }
  >();
  for (const { block, givings, description } of blocks) {
    for (const { variable, stack, call } of givings) {
      const known = found.get(variable) ?? { variable, stack, calls: new Map(variable.calls) };
      known.calls.set(call, { name: block.name, description });
      found.set(variable, known);
    }
  }
  return found.values();
}

/** Replaces each block by the helper that writes it. */
function writeBlocks(
  draft: Draft,
  template: string,
  found: readonly FoundBlock[],
  areSeveral: boolean,
): void {
  const text = draft.read(template) ?? "";
  const blocks = outline(text).body.blocks.filter(({ type }) => type === "variable");
  const edits = found.flatMap(({ block: { name }, givings: [giving] }, at) => {
    const block = blocks.find(({ labels: [label] }) => label?.text === name);
    if (!block || !giving) return [];
    const stack = areSeveral ? ` stack="${giving.stack}"` : "";
    const helper = `{{variableDeclarations${stack} call="${giving.call}" name="${name}"}}`;
    return [{ start: block.start, end: block.end, text: `terraloom_block_${at}_`, helper }];
  });
  draft.write(template, applyEdits(text, edits));
  // Braces of the text are escaped; those of the helpers are not.
  const made = asTemplate(draft, template);
  const marked = draft.read(made) ?? "";
  draft.write(
    made,
    edits.reduce((before, { text: mark, helper }) => before.replace(mark, () => helper), marked),
  );
}
