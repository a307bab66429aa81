import { diagnostic, hasErrors } from "../../diagnostics/diagnostic.ts";
import { resolved } from "../../inventory/inventory.ts";
import { readProject } from "../../project/loadProject.ts";
import { resolvedText } from "../../report/inventory.ts";
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
  description: `Shows every value of an environment and its source: a line of its spec or of a spec that it extends,
the default of the type, or the values that it was computed from. Sensitive values are not shown.

${selectorHelp}`,
  examples: {
    "show staging": "every value of staging",
    "show 'prod/*' --format json": "of several environments, for a program",
  },
  options: {
    "--format text|json": "format of the output (default: text)",
  },
  async run(given, io) {
    const project = await readProject(rootOf(given, io));
    const selected = selectEnvironments(project.environments, given.names);
    const known = project.environments.map(({ name }) => name).join(", ");
    const missing = given.names.length === 0 ? [{ option: "ENV", wants: `which of ${known}` }] : [];
    const problems = [
      ...project.problems,
      ...selected.problems,
      ...missing.map((args) => diagnostic("answer-missing", args)),
    ];
    if (hasErrors(problems)) return refuse(problems, io);
    const environments = selected.environments.map(resolved);
    io.stdout.write(
      given.options.format === "json"
        ? jsonDocument({ version: 1, environments })
        : resolvedText(environments, styleOf(io.stdout, io)),
    );
    return 0;
  },
};
