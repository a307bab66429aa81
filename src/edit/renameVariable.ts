import { type Draft, draftOf } from "../model/draft.ts";
import type { Project } from "../model/project.ts";
import { failure, type Result } from "../model/result.ts";
import { addDeclaration, renameDeclaration } from "../schemaSource/editSchema.ts";
import { setModules } from "../schemaSource/editVariable.ts";
import { declaredTypeText, findDeclaration } from "../schemaSource/find.ts";
import { mentionsOf } from "../schemaSource/mentions.ts";
import { schemaSources } from "../schemaSource/source.ts";
import { obstacle } from "../text/textEdit.ts";
import { renameKey } from "../yaml/editSpec.ts";
import { renameWaivers } from "../yaml/waivers.ts";
import { editPlaces, editSchema, editSpec } from "./editDraft.ts";
import { findReferences, sharedWithOthers } from "./findReferences.ts";
import { alreadyDeclared } from "./namedValue.ts";
import { declaredAt } from "./removeVariable.ts";
import { specsOf } from "./stackFiles.ts";
import { formattedAsBefore } from "./thread/codeText.ts";
import { renameInFile } from "./thread/editFlow.ts";
import { renamedFlowOf } from "./thread/variableFlow.ts";

/**
 * Renames a variable, in memory: its declaration, its key in every spec, its waivers, and every place
 * with its name: in templates, `var.NAME` in comments too, and in handwritten modules.
 *
 * @param keepOld whether specs may still use the old name: it stays declared, and is deprecated
 */
export async function renameVariable(
  project: Project,
  stacks: readonly string[],
  name: string,
  newName: string,
  keepOld = false,
): Promise<Result<Draft>> {
  const taken = stacks.flatMap((one) => {
    const stack = project.schema.stacks.get(one);
    return stack ? alreadyDeclared(stack, newName) : [];
  });
  if (taken.length > 0) return failure(...taken);
  const draft = draftOf(project.files);
  const { stops, held } = renamedFlowOf(project, stacks, name);
  const references = findReferences(project, draft, stacks, name, held);
  const shared = sharedWithOthers(project, references, stacks, name);
  if (shared.length > 0) return failure(...shared);
  const write = `rename "${name}" in the schema, in each spec and in the templates that read it.`;
  const declared = declaredAt(project, stacks, "variables", name);
  await editSchema(draft, write, declared, (sources) =>
    renameDeclaration(sources, stacks, "variables", name, newName),
  );
  for (const stack of stacks) {
    const variable = project.schema.stacks.get(stack)?.variables.get(name);
    if (!variable || variable.calls.size === 0) continue;
    const { description, calls: before } = variable;
    // Shared modules keep the old name.
    const calls = new Map(
      [...before].map(([call, inside]) => {
        const isRenamed = inside.name === name && !held.has(call);
        return [call, isRenamed ? { ...inside, name: newName } : inside];
      }),
    );
    await editSchema(draft, write, declared, (sources) =>
      setModules(sources, stack, { name: newName, description }, calls),
    );
  }
  // Other places of the schema with the name: computed values, rules, calls.
  const mentions = mentionsOf(await schemaSources(draft.read), project.schema, stacks, name);
  const mentioned = mentions.map(({ source: { file }, start, end, renamed }) => ({
    ...{ file, start, end },
    text: renamed(newName),
  }));
  editPlaces(draft, mentioned);
  for (const { file, within, has } of specsOf(project, stacks)) {
    const path = [...within, "variables", name];
    if (has(["variables", name])) {
      editSpec(draft, file, write, (text) => renameKey(text, path, newName));
    }
    editSpec(draft, file, write, (text) => renameWaivers(text, name, newName, within));
  }
  const places = references.map(({ file, start, end }) => ({ file, start, end, text: newName }));
  editPlaces(draft, places, formattedAsBefore);
  renameInFile(draft, stops, name, newName);
  if (keepOld) await deprecate(project, draft, stacks, name, newName);
  return draft.result(draft);
}

/** Declares the old name beside the new one, which has its value. */
async function deprecate(
  { schema }: Project,
  draft: Draft,
  stacks: readonly string[],
  name: string,
  newName: string,
): Promise<void> {
  for (const stack of stacks) {
    const variable = schema.stacks.get(stack)?.variables.get(name);
    const sources = await schemaSources(draft.read);
    if (!variable || findDeclaration(sources, stack, "variables", name)) continue;
    const { description, drift, sensitive } = variable;
    const entry = findDeclaration(sources, stack, "variables", newName);
    const type = entry && declaredTypeText(entry);
    const deprecated = `use ${newName}`;
    const options = {
      ...{ description, deprecated, sensitive },
      ...(drift === undefined ? {} : { drift }),
    };
    const write = `declare "${name}" with the type of "${newName}" and deprecated: "${deprecated}".`;
    await editSchema(draft, write, undefined, (current) =>
      type === undefined
        ? obstacle({ kind: "type", name: newName, stack }, entry?.source.file)
        : addDeclaration(current, stack, { name, type: () => type, options }, () => newName),
    );
  }
}
