import { removeVariable } from "../../edit/removeVariable.ts";
import { success } from "../../model/result.ts";
import { keptLines } from "../answers/lifecycle.ts";
import { stacksOption, stacksWith } from "../answers/stacks.ts";
import { changeCommand } from "../changing.ts";

/** `terraloom remove variable` */
export const command = changeCommand({
  names: "NAME",
  description: `Takes a variable out of the schema, every spec and what they accept of its drift, and out of templates and modules
written by hand the lines that only carry it on: its variable blocks, its definition, arguments that are var.NAME as it
is. Then generates. It refuses while code reads the variable besides, and lists the places.`,
  examples: {
    "remove variable OLD_FLAG": "from schema and specs",
    "remove variable OLD_FLAG --dry-run": "shows the diff and writes nothing",
  },
  options: { ...stacksOption },
  async work(project, interview) {
    const name = await interview.name({
      option: "Variable",
      ask: "Name of the variable",
      wants: "its name",
    });
    const stacks = name === "" ? [] : await stacksWith(name, project, interview);
    if (interview.problems.length > 0) return interview.failure();
    const removed = await removeVariable(project, stacks, name);
    if (!removed.ok) return removed;
    const { draft, keptComments } = removed.value;
    return success({ draft, next: [`\nRemoved ${name}.`, ...keptLines(keptComments)] });
  },
});
