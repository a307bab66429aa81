import { removeVariable } from "../../edit/removeVariable.ts";
import { success } from "../../model/result.ts";
import { stacksOption, stacksWith } from "../answers/stacks.ts";
import { changeOptions, runChange } from "../changing.ts";
import type { Command } from "../command.ts";

/** `terraloom remove variable` */
export const command: Command = {
  name: "remove variable",
  names: "NAME",
  description: `Takes a variable out of the schema, every spec and what they accept of its drift, and out of templates and modules
written by hand the lines that only carry it on: its variable blocks, its definition, arguments that are var.NAME as it
is. Then generates. It refuses while code reads the variable besides, and lists the places.`,
  examples: [
    ["remove variable OLD_FLAG", "from schema and specs"],
    ["remove variable OLD_FLAG --dry-run", "shows the diff and writes nothing"],
  ],
  options: { ...changeOptions, stack: stacksOption },
  run: (given, io) =>
    runChange(given, io, async (project, interview) => {
      const name = await interview.name({
        option: "Variable",
        ask: "Name of the variable",
        wants: "its name",
      });
      const stacks = name === "" ? [] : await stacksWith(name, project, interview);
      if (interview.problems.length > 0) return interview.failure();
      const removed = await removeVariable(project, stacks, name);
      if (!removed.ok) return removed;
      const kept = removed.value.keptComments.map(
        ({ file, line }) => `The comment at ${file}:${line} stays: see whether it is still true.`,
      );
      return success({ draft: removed.value.draft, next: [`\nRemoved ${name}.`, ...kept] });
    }),
};
