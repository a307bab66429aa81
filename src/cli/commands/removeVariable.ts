import { removeVariable } from "../../edit/removeVariable.ts";
import { success } from "../../model/result.ts";
import { keptLines } from "../answers/lifecycle.ts";
import { nameQuestion, stacksOption, stacksWith } from "../answers/stacks.ts";
import { changeCommand } from "../changing.ts";

export const command = changeCommand({
  names: "NAME",
  description: `Removes a variable from the schema and from every spec and its waivers, and from templates and
handwritten modules the lines that only pass it on: variable blocks, the definition, and arguments
with the value var.NAME. Then generates. If other code reads the variable, nothing is changed and
the places are listed.`,
  examples: {
    "remove variable OLD_FLAG": "from schema and specs",
    "remove variable OLD_FLAG --dry-run": "shows the diff and writes nothing",
  },
  options: { ...stacksOption },
  async work(project, interview) {
    const name = await interview.text(nameQuestion("variable"));
    const stacks = name === "" ? [] : await stacksWith(name, project, interview);
    if (interview.problems.length > 0) return interview.failure();
    const removed = await removeVariable(project, stacks, name);
    if (!removed.ok) return removed;
    const { draft, keptComments } = removed.value;
    return success({ draft, next: [`\nRemoved ${name}.`, ...keptLines(keptComments)] });
  },
});
