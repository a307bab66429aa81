import { renameVariable } from "../../edit/renameVariable.ts";
import { success } from "../../model/result.ts";
import { stacksOption, stacksWith } from "../answers/stacks.ts";
import { changeCommand } from "../changing.ts";

export const command = changeCommand({
  names: "OLD NEW",
  description: `Renames a variable in the schema, in every spec and its waivers, in templates that contain the name
(var.OLD, also in comments, values.OLD, and arguments of modules that get it under the same name),
and in handwritten modules that get it under that name. Then generates.`,
  examples: {
    "rename variable memory core_memory": "in schema, specs and templates",
    "rename variable memory core_memory --dry-run": "shows the diff and writes nothing",
    "rename variable memory core_memory --keep-old": "specs may use either name",
  },
  options: {
    ...stacksOption,
    "--keep-old": "keep the old name as a deprecated alias, so that specs may use either",
  },
  async work(project, interview) {
    const wants = "the variable's name and its new one, such as: LOG_LVL LOG_LEVEL";
    const names = interview.oldAndNew(wants, "variable");
    if (!names) return interview.failure();
    const [name, newName] = names;
    const stacks = await stacksWith(name, project, interview);
    if (interview.problems.length > 0) return interview.failure();
    const keepOld = interview.given.options["keep-old"] === true;
    const renamed = await renameVariable(project, stacks, name, newName, keepOld);
    if (!renamed.ok) return renamed;
    return success({
      draft: renamed.value,
      next: [
        `\nRenamed ${name} to ${newName}.`,
        ...(keepOld
          ? [`When nothing uses ${name} any more: npx terraloom remove variable ${name}`]
          : []),
        "If a container reads it as an environment variable, change the name there too.",
      ],
    });
  },
});
