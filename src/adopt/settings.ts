import { editSchema, editSpec } from "../edit/editDraft.ts";
import { placeFor } from "../edit/placeFor.ts";
import { sharedFile, specsOf } from "../edit/stackFiles.ts";
import type { Blueprint } from "../init/blueprint.ts";
import type { Draft } from "../model/draft.ts";
import { walk } from "../model/files.ts";
import { templatesDirectory } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import type { ProjectStack } from "../model/schema.ts";
import { addDeclaration, removeDeclaration } from "../schemaSource/editSchema.ts";
import { removeValue, setValue } from "../yaml/editSpec.ts";

/** Declares settings in a stack that is there, and gives them their values in its specs, in memory. */
export async function declareSettings(
  draft: Draft,
  project: Project,
  stack: ProjectStack,
  { settings, shared, each }: Pick<Blueprint, "settings" | "shared" | "each">,
): Promise<void> {
  for (const { name, type, comment: _, ...options } of settings) {
    const declaration = { name, section: "settings", type: () => type, options } as const;
    const write = `declare "${name}" under settings of stack "${stack.name}", and its value in each spec.`;
    await editSchema(draft, write, stack.location, (sources) =>
      addDeclaration(sources, stack.name, declaration, placeFor(name)),
    );
  }
  const common = sharedFile(project, stack);
  for (const environment of project.environments) {
    if (environment.stack.name !== stack.name) continue;
    const { name, file, within } = environment;
    const given = [
      { values: shared.settings, file: common ?? file, within: common ? [] : within },
      { values: each.get(name)?.settings ?? {}, file, within },
    ];
    for (const { values, file: spec, within: inside } of given) {
      for (const [setting, value] of Object.entries(values)) {
        editSpec(draft, spec, `give "${setting}" its value there.`, (text) =>
          setValue(text, [...inside, "settings", setting], value),
        );
      }
    }
  }
}

/** Removes the settings that choose a text, and that no template and no function reads any more. */
export async function removeUnreadSettings(
  draft: Draft,
  project: Project,
  stack: ProjectStack,
): Promise<void> {
  const templates = [
    ...walk(project.files, templatesDirectory),
    ...draft.changes().map(({ path }) => path),
  ].filter((path) => path.startsWith(`${templatesDirectory}/`) && draft.read(path) !== undefined);
  const schema = walk(project.files, "schema").map((path) => draft.read(path) ?? "");
  for (const { name, copied } of stack.settings.values()) {
    const inPath = new RegExp(`/@!?${name}[/=.]`);
    const inText = new RegExp(`\\.${name}\\b`);
    const isRead =
      templates.some((path) => inPath.test(path) || inText.test(draft.read(path) ?? "")) ||
      schema.some((text) => inText.test(text));
    if (!copied || isRead) continue;
    const write = `remove "${name}" from the settings of stack "${stack.name}" and from each spec.`;
    await editSchema(draft, write, stack.location, (sources) =>
      removeDeclaration(sources, [stack.name], "settings", name),
    );
    for (const { file, within, has } of specsOf(project, [stack.name])) {
      if (!has(["settings", name])) continue;
      editSpec(draft, file, write, (text) => removeValue(text, [...within, "settings", name]));
    }
  }
}
