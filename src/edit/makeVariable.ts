import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { settingReasons } from "../diagnostics/messages/reasons.ts";
import { startOf } from "../diagnostics/position.ts";
import { type Draft, draftOf } from "../model/draft.ts";
import { walk } from "../model/files.ts";
import { templatesDirectory } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import { failure, type Result, success } from "../model/result.ts";
import type { ProjectStack } from "../model/schema.ts";
import { valueAt } from "../model/value.ts";
import { addDeclaration, removeDeclaration } from "../schemaSource/editSchema.ts";
import { declaredTypeText, findDeclaration } from "../schemaSource/find.ts";
import { schemaSources } from "../schemaSource/source.ts";
import { obstacle } from "../text/textEdit.ts";
import { removeValue, setValue } from "../yaml/editSpec.ts";
import { editSchema, editSpec } from "./editDraft.ts";
import { manualEdit } from "./manualEdit.ts";
import { alreadyDeclared } from "./namedValue.ts";
import { placeFor } from "./placeFor.ts";
import { specsOf } from "./stackFiles.ts";
import { replaceWithVariable } from "./template/replaceWithVariable.ts";
import { addThread } from "./thread/addThread.ts";

/**
 * Makes a variable of a setting, in memory: the schema declares it as one of the same type, the specs give it its values
 * there, code reads `var.NAME` where the templates wrote the setting's value, and the environments get the variable's block
 * and definition. What Terraform works with stays the same.
 */
export async function makeVariable(
  project: Project,
  stack: ProjectStack,
  name: string,
  description: string,
): Promise<Result<Draft>> {
  const refused = refusals(project, stack, name);
  if (refused.length > 0) return failure(...refused);
  const setting = stack.settings.get(name);
  const draft = draftOf(project.files);
  const write = `declare "${name}" under variables of stack "${stack.name}" in place of settings.`;
  const entry = findDeclaration(await schemaSources(draft.read), stack.name, "settings", name);
  const type = entry && declaredTypeText(entry);
  const place = setting?.location ?? stack.location;
  if (type === undefined)
    return manualEdit(obstacle({ kind: "type", name, stack: stack.name }), write, place);
  await editSchema(draft, write, place, (sources) =>
    removeDeclaration(sources, [stack.name], "settings", name),
  );
  const drift = setting?.drift === undefined ? {} : { drift: setting.drift };
  const declaration = { name, type: () => type, options: { description, ...drift } };
  await editSchema(draft, write, place, (sources) =>
    addDeclaration(sources, stack.name, declaration, placeFor(name)),
  );
  moveValues(draft, project, stack, name, write);
  const edited = draft.result(draft);
  if (!edited.ok) return edited;
  for (const file of templatesOf(project, stack)) {
    const text = draft.read(file);
    if (text !== undefined && file.endsWith(".hbs"))
      draft.write(file, replaceWithVariable(file, text, name));
  }
  const laid = await addThread(project, draft, { stacks: [stack.name], name, paths: [] });
  return laid.ok ? success(draft) : laid;
}

function refusals(
  { templates }: Project,
  stack: ProjectStack,
  name: string,
): readonly Diagnostic[] {
  const setting = stack.settings.get(name);
  const taken = alreadyDeclared(stack, name);
  if (taken.length > 0) return taken;
  const keeps = (why: keyof typeof settingReasons, location = setting?.location): Diagnostic =>
    diagnostic("setting-stays", { name, why }, location);
  const conditions = (templates.perEnvironment.get(stack.name) ?? [])
    .filter(({ when }) => when.some((one) => one.name.split(".")[0] === name))
    .map(({ file }) => keeps("condition", startOf(file)));
  if (setting?.compute) return [keeps("computed"), ...conditions];
  return setting?.unique ? [keeps("unique"), ...conditions] : conditions;
}

function moveValues(
  draft: Draft,
  project: Project,
  stack: ProjectStack,
  name: string,
  write: string,
): void {
  for (const { file, within, has, value: said } of specsOf(project, [stack.name])) {
    const value = has(["settings", name]) ? valueAt(said, ["settings", name]) : undefined;
    if (value === undefined) continue;
    editSpec(draft, file, write, (text) => {
      const moved = setValue(text, [...within, "variables", name], value);
      return moved.ok ? removeValue(moved.value, [...within, "settings", name]) : moved;
    });
  }
}

function templatesOf({ files }: Project, { name }: ProjectStack): readonly string[] {
  return walk(files, `${templatesDirectory}/environments/${name}`);
}
