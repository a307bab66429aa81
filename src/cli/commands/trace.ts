import { diagnostic, hasErrors } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import { traceOutputs } from "../../moduleCheck/traceOutputs.ts";
import { readProject } from "../../project/loadProject.ts";
import { renderProject } from "../../project/renderProject.ts";
import { traceJson, traceText } from "../../report/trace.ts";
import { trace, tracedNames } from "../../trace/trace.ts";
import type { Command } from "../command.ts";
import { Interview } from "../interview.ts";
import { choice, refuse, rootOf, styleOf } from "../options.ts";

/** `terraloom trace` */
export const command: Command = {
  names: "NAME",
  description: `Follows one variable, secret or output of a stack from end to end, with file and line: its declaration in the schema, its
value in each spec, its definition in each terraform.tfvars, the root declarations, the module arguments,
the modules' declarations, and every place that reads it; of an output where it is written, and where others read it
from the state. Says so if it is never used.`,
  examples: {
    "trace core_memory": "from schema to container",
    "trace subnet_id": "an output: who writes it, and which environments read it",
    "trace core_memory --format json": "for a program",
  },
  options: {
    "--format text|json": "how it is told (default: text)",
  },
  async run(given, io) {
    const format = choice(given, "format", ["text", "json"], io);
    if (!format) return 1;
    const interview = new Interview(given);
    const name = await interview.name({ option: "NAME", wants: "its name" });
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
      format === "json" ? traceJson(threads) : traceText(threads, styleOf(io.stdout, io)),
    );
    return 0;
  },
};
