import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { type Draft, draftOf } from "../model/draft.ts";
import type { Project } from "../model/project.ts";
import { failure, type Result, success } from "../model/result.ts";
import { addDeclaration, renameDeclaration } from "../schemaSource/editSchema.ts";
import {
  declaredTypeText,
  type Entry,
  findEntry,
  findSection,
  findStack,
} from "../schemaSource/find.ts";
import { mentionsOf, wantedIn } from "../schemaSource/mentions.ts";
import { moduleArgument, setModules } from "../schemaSource/setModules.ts";
import { type SchemaSources, schemaSources } from "../schemaSource/source.ts";
import { applyEdits, type Obstacle, obstacle } from "../text/textEdit.ts";
import { renameKey } from "../yaml/editSpec.ts";
import { renameWaivers } from "../yaml/waivers.ts";
import { findReferences, type PlacedReference, sharedWithOthers } from "./findReferences.ts";
import { manualEdit } from "./manualEdit.ts";
import { declaredAt, editSpec } from "./removeVariable.ts";
import { filesOf, specsIn } from "./stackFiles.ts";
import { formattedAsBefore } from "./thread/codeText.ts";
import { renameInFile } from "./thread/editFlow.ts";
import { renamedFlowOf } from "./thread/variableFlow.ts";

/**
 * Renames a variable, in memory: its declaration, its key in every spec, what is accepted of its drift, and every place
 * that says its name by hand: in templates, `var.NAME` in comments too, and in modules written by hand.
 *
 * @param keepOld whether specs may say the old name for a while: it stays declared, and is deprecated
 */
export async function renameVariable(
  project: Project,
  stacks: readonly string[],
  name: string,
  newName: string,
  keepOld = false,
): Promise<Result<Draft>> {
  const taken = takenBy(project, stacks, newName);
  if (taken.length > 0) return failure(...taken);
  const draft = draftOf(project.files);
  const { stops, held } = renamedFlowOf(project, stacks, name);
  const references = findReferences(project, draft, stacks, name, held);
  const shared = sharedWithOthers(project, references, stacks, name);
  if (shared.length > 0) return failure(...shared);
  const sources = await schemaSources(draft.read);
  const edits = renameDeclaration(sources, stacks, "variables", name, newName);
  const write = `rename "${name}" in the schema, in each spec and in the templates that read it.`;
  if (!edits.ok) return manualEdit(edits, write, declaredAt(project, stacks, name));
  for (const { file, text } of edits.value) draft.write(file, text);
  const named = await nameInModules(draft, project, stacks, name, newName, held);
  if (!named.ok) return manualEdit(named, write, declaredAt(project, stacks, name));
  await renameMentions(project, draft, stacks, name, newName);
  const problems = filesOf(project, stacks).flatMap((file) => [
    ...specsIn(project.specs, file).flatMap(({ within, has }) => [
      ...editSpec(draft, file, write, (text) =>
        has(["variables", name])
          ? renameKey(text, [...within, "variables", name], newName)
          : success(text),
      ),
      ...editSpec(draft, file, write, (text) => renameWaivers(text, name, newName, within)),
    ]),
  ]);
  renameReferences(draft, references, newName);
  renameInFile(draft, stops, name, newName);
  if (problems.length > 0) return failure(...problems);
  return keepOld ? deprecate(project, draft, stacks, name, newName) : success(draft);
}

/** Says in the schema what modules call it from now on: those that are held keep the old name. */
async function nameInModules(
  draft: Draft,
  { schema }: Project,
  stacks: readonly string[],
  name: string,
  newName: string,
  held: ReadonlySet<string>,
): Promise<Result<Draft, Obstacle>> {
  for (const stack of stacks) {
    const variable = schema.stacks.get(stack)?.variables.get(name);
    if (!variable || variable.calls.size === 0) continue;
    const calls = new Map(
      [...variable.calls].map(([call, inside]) => [
        call,
        moduleArgument(variable, {
          ...inside,
          name: inside.name === name && !held.has(call) ? newName : inside.name,
        }),
      ]),
    );
    const set = setModules(await schemaSources(draft.read), stack, newName, calls);
    if (!set.ok) return set;
    draft.write(set.value.file, set.value.text);
  }
  return success(draft);
}

/** What else of the schema says the name: computed values, rules, calls. */
async function renameMentions(
  { schema }: Project,
  draft: Draft,
  stacks: readonly string[],
  name: string,
  newName: string,
): Promise<void> {
  const mentions = mentionsOf(await schemaSources(draft.read), wantedIn(schema, stacks, name));
  for (const source of new Set(mentions.map((mention) => mention.source))) {
    const edits = mentions
      .filter((mention) => mention.source === source)
      .map(({ start, end, renamed }) => ({ start, end, text: renamed(newName) }));
    draft.write(source.file, applyEdits(source.text, edits));
  }
}

/** Declares the old name beside the new one, which has its value. */
async function deprecate(
  { schema }: Project,
  draft: Draft,
  stacks: readonly string[],
  name: string,
  newName: string,
): Promise<Result<Draft>> {
  for (const stack of stacks) {
    const variable = schema.stacks.get(stack)?.variables.get(name);
    const sources = await schemaSources(draft.read);
    if (!variable || findVariable(sources, stack, name)) continue;
    const { description, drift, sensitive } = variable;
    const entry = findVariable(sources, stack, newName);
    const type = entry && declaredTypeText(entry);
    const deprecated = `use ${newName}`;
    const options = {
      ...{ description, deprecated, sensitive },
      ...(drift === undefined ? {} : { drift }),
    };
    const edited =
      type === undefined
        ? obstacle({ kind: "type", name: newName, stack }, entry?.source.file)
        : addDeclaration(sources, stack, { name, type: () => type, options }, () => newName);
    if (!edited.ok) {
      return manualEdit(
        edited,
        `declare "${name}" with the type of "${newName}" and deprecated: "${deprecated}".`,
      );
    }
    draft.write(edited.value.file, edited.value.text);
  }
  return success(draft);
}

function findVariable(sources: SchemaSources, stack: string, name: string): Entry | undefined {
  const options = findStack(stack, sources);
  const literal = options && findSection(options, "variables", sources);
  return literal && findEntry(literal, name, sources);
}

function takenBy(
  { schema }: Project,
  stacks: readonly string[],
  name: string,
): readonly Diagnostic[] {
  return stacks.flatMap((stackName) => {
    const stack = schema.stacks.get(stackName);
    const taken = stack?.variables.get(name) ?? stack?.secrets.get(name);
    if (!stack || !taken) return [];
    const kind = stack.variables.has(name) ? "variable" : "secret";
    return [diagnostic("already-declared", { kind, name, stack: stackName }, taken.location)];
  });
}

function renameReferences(
  draft: Draft,
  references: readonly PlacedReference[],
  newName: string,
): void {
  const files = new Map(references.map(({ file, text }) => [file, text]));
  for (const [file, text] of files) {
    const edits = references
      .filter((reference) => reference.file === file)
      .map(({ start, end }) => ({ start, end, text: newName }));
    draft.write(file, formattedAsBefore(file, text, applyEdits(text, edits)));
  }
}
