import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { removeVariable } from "../../edit/removeVariable.ts";
import { failure, success } from "../../model/result.ts";
import { stacksOption, stacksWith } from "../answers/stacks.ts";
import { changeOptions, nameOf, runChange } from "../changing.ts";
import type { Command } from "../command.ts";

/** `terraloom remove variable` */
export const removeVariableCommand: Command = {
  name: "remove variable",
  names: "NAME",
  description: `Takes a variable out of the schema, every spec and what they accept of its drift, and generates. It refuses
while a template reads the variable by hand, and lists the places.`,
  examples: [
    ["remove variable OLD_FLAG", "from schema and specs"],
    ["remove variable OLD_FLAG --dry-run", "shows the diff and writes nothing"],
  ],
  options: { ...changeOptions, stack: stacksOption },
  run: (given, io) =>
    runChange(given, io, async (project, ask) => {
      const problems: Diagnostic[] = [];
      const name = await nameOf(given, "Variable", ask, problems);
      const stacks = name === "" ? [] : await stacksWith(name, given, project, ask, problems);
      if (problems.length > 0) return failure(...problems);
      const removed = await removeVariable(project, stacks, name);
      if (!removed.ok) return removed;
      const kept = removed.value.keptComments.map(
        ({ file, line }) => `The comment at ${file}:${line} stays: see whether it is still true.`,
      );
      return success({ draft: removed.value.draft, next: [`\nRemoved ${name}.`, ...kept] });
    }),
};
