import { hasErrors } from "../../diagnostics/diagnostic.ts";
import { inventory } from "../../inventory/inventory.ts";
import { readProject } from "../../project/loadProject.ts";
import { inventoryText } from "../../report/inventory.ts";
import { jsonDocument } from "../../report/json.ts";
import {
  selectEnvironments,
  selectorHelp,
  selectorNames,
} from "../../resolve/selectEnvironments.ts";
import type { Command } from "../command.ts";
import { refuse, rootOf, styleOf } from "../options.ts";

export const command: Command = {
  names: selectorNames,
  description: `Lists the stacks, each with its environments by wave of the promotion, and the modules that it
calls.

${selectorHelp}`,
  examples: {
    list: "all of it",
    "list stack=deployment --format json": "one stack, for a program",
  },
  options: {
    "--format text|json": "format of the output (default: text)",
  },
  async run(given, io) {
    const project = await readProject(rootOf(given, io));
    const selected = selectEnvironments(project.environments, given.names);
    const problems = [...project.problems, ...selected.problems];
    if (hasErrors(problems)) return refuse(problems, io);
    const listed = inventory(project, selected.environments, given.names.length === 0);
    io.stdout.write(
      given.options.format === "json"
        ? jsonDocument(listed)
        : inventoryText(listed, styleOf(io.stdout, io)),
    );
    return 0;
  },
};
