import { renameVariable } from "../../edit/renameVariable.ts";
import { success } from "../../model/result.ts";
import { stacksOption, stacksWith } from "../answers/stacks.ts";
import { changeOptions, runChange } from "../changing.ts";
import { type Command, flag } from "../command.ts";

/** `terraloom rename variable` */
export const command: Command = {
  name: "rename variable",
  names: "OLD NEW",
  description: `Gives a variable another name: in the schema, in every spec and what they accept of its drift, and in
every template that says it by hand (var.OLD, in comments too, values.OLD, and arguments of modules that get it
under its own name), and in modules written by hand that get it under that name. Then generates.`,
  examples: [
    ["rename variable memory core_memory", "in schema, specs and templates"],
    ["rename variable memory core_memory --dry-run", "shows the diff and writes nothing"],
    [
      "rename variable memory core_memory --keep-old",
      "specs on other branches may say either name",
    ],
  ],
  options: {
    ...changeOptions,
    stack: stacksOption,
    "keep-old": flag(
      "let specs say the old name for a while: it stays declared, deprecated in favour of the new one",
    ),
  },
  run: (given, io) =>
    runChange(given, io, async (project, interview) => {
      const [name, newName, extra] = given.names;
      if (name === undefined || newName === undefined || extra !== undefined) {
        const wants = "the variable's name and its new one, such as: LOG_LVL LOG_LEVEL";
        interview.missing("OLD NEW", wants);
        return interview.failure();
      }
      const stacks = await stacksWith(name, project, interview);
      if (interview.problems.length > 0) return interview.failure();
      const keepOld = given.options["keep-old"] === true;
      const renamed = await renameVariable(project, stacks, name, newName, keepOld);
      if (!renamed.ok) return renamed;
      return success({
        draft: renamed.value,
        next: [
          `\nRenamed ${name} to ${newName}.`,
          ...(keepOld
            ? [`Once nobody says ${name} any more: npx terraloom remove variable ${name}`]
            : []),
          "A container that reads it from its environment has to know the new name too.",
        ],
      });
    }),
};
