import { diagnostic, hasErrors } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import { traceOutputs } from "../../moduleCheck/traceOutputs.ts";
import { readProject } from "../../project/loadProject.ts";
import { renderProject } from "../../project/renderProject.ts";
import { traceJson, traceText } from "../../report/trace.ts";
import { trace, tracedNames } from "../../trace/trace.ts";
import type { Command } from "../command.ts";
import { Interview } from "../interview.ts";
import { refuse, rootOf, styleOf } from "../options.ts";

export const command: Command = {
  names: "NAME",
  description: `Shows one variable, secret or output of a stack from end to end, with file and line: the declaration
in the schema, the value in each spec, the definition in each terraform.tfvars, the variable blocks
of root modules, the module arguments, the variable blocks of modules, and every reference. Of an
output: where it is written, and where other environments read it from the state. Reports if it is
never used.`,
  examples: {
    "trace core_memory": "from schema to container",
    "trace subnet_id": "an output: who writes it, and which environments read it",
    "trace core_memory --format json": "for a program",
  },
  options: {
    "--format text|json": "format of the output (default: text)",
  },
  async run(given, io) {
    const interview = new Interview(given);
    const name = await interview.text({ option: "NAME", wants: "its name" });
    if (interview.problems.length > 0) return refuse(interview.problems, io);
    const project = await readProject(rootOf(given, io));
    const rendered = hasErrors(project.problems) ? undefined : renderProject(project);
    const found = [...project.problems, ...(rendered?.problems ?? [])];
    if (!rendered || hasErrors(found)) return refuse(found, io);
    const threads = [...trace(project, rendered, name), ...traceOutputs(project, rendered, name)];
    if (threads.length === 0) {
      const stacks = [...project.schema.stacks.keys()];
      const suggestion = nearest(name, tracedNames(project));
      const args = { kind: "variable, secret or output", name, stacks, suggestion };
      return refuse([diagnostic("not-declared", args)], io);
    }
    io.stdout.write(
      given.options.format === "json"
        ? traceJson(threads)
        : traceText(threads, styleOf(io.stdout, io)),
    );
    return 0;
  },
};
