import { type Declared, declareAll, giveValues } from "../../edit/declare.ts";
import { maskTexts } from "../../mask/maskTexts.ts";
import { failure, success } from "../../model/result.ts";
import type { ProjectVariable } from "../../model/schema.ts";
import { declarationOptions, declarationRequests } from "../answers/declaration.ts";
import { valueOption, valuesFor } from "../answers/values.ts";
import { changeOptions, runChange } from "../changing.ts";
import type { Command } from "../command.ts";

/** `terraloom add variable` */
export const addVariableCommand: Command = {
  name: "add variable",
  names: "NAME",
  description: `Declares a variable in the schema, gives it its values in the specs, and generates: one command to a
reviewable change. Formatting, comments and order of the files stay. The values are checked against the
type before a file is touched; if anything is wrong, nothing is written. What is not said is asked for.

One value for all environments goes into the spec that all of them extend, where there is one, unless
the variable may drift; else it goes into each spec.`,
  examples: [
    [
      'add variable TIMEOUT --type int --description "Seconds until a request fails" --value 30',
      "one value for all environments",
    ],
    [
      'add variable API_URL --type url --description "The API" --drift "staging has its own" --value staging=https://test.example.org --value production=https://example.org',
      "a value for each",
    ],
  ],
  options: {
    type: {
      type: "string",
      value: "TYPE",
      help: "string, url, number, int, bool, list(string), ... or a zod expression",
    },
    value: valueOption,
    ...declarationOptions,
    module: {
      type: "string",
      value: "MODULE[=NAME]",
      multiple: true,
      help: "a module, or a call, that gets it, and its name there; repeatable (default: where most such variables go)",
    },
    "no-module": { type: "boolean", help: "no module gets it: it stays with the environment" },
    drift: {
      type: "string",
      value: "REASON",
      help: "why environments may differ in it; without a reason they may not",
    },
    sensitive: { type: "boolean", help: "Terraform and reports do not show its value" },
    "dry-run": changeOptions["dry-run"],
  },
  run: (given, io) =>
    runChange(given, io, async (project, interview) => {
      const requests = await declarationRequests("variable", project, interview);
      if (!requests.ok) return requests;
      const declared = await declareAll(project, requests.value);
      if (!declared.ok) return declared;
      const [first] = declared.value;
      if (!first?.variable) throw new Error("A variable was declared");
      const { variable, draft } = first;
      const stacks = declared.value.map(({ stack }) => stack.name);
      const environments = project.environments
        .filter((environment) => stacks.includes(environment.stack.name))
        .map(({ name }) => name);
      const values = await valuesFor(variable, environments, interview);
      if (!values.ok) return values;
      const problems = declared.value.flatMap((one) =>
        giveValues({ ...one, variable: one.variable ?? variable }, project, values.value),
      );
      if (problems.length > 0) return failure(...problems);
      const mask = maskTexts(first.stack, first.project.environments);
      return success({
        draft,
        next: next(declared.value, variable),
        ...(mask ? { mask } : {}),
      });
    }),
};

function next(declared: readonly Declared[], { name, labels }: ProjectVariable): string[] {
  const modules = declared.flatMap(({ stack, variable }) =>
    [...(variable?.calls.keys() ?? [])].map((call) => stack.calls.get(call)?.module ?? call),
  );
  const goesTo = [...new Set(modules)].map((module) => `modules/${module}`).join(", ");
  const names = declared.flatMap(({ variable }) => [...(variable?.calls.values() ?? [])]);
  const reads = goesTo ? [...new Set(names.map((one) => `var.${one.name}`))] : [`var.${name}`];
  const selected = [...labels].map(([key, values]) => `${key}: ${values.join(", ")}`).join("; ");
  const stacks = declared.map(({ stack }) => stack.name).join(" and ");
  const where = declared.length > 1 ? ` to ${stacks}` : "";
  return [
    `\nAdded ${name}${where}${goesTo ? `, which goes to ${goesTo}` : ""}${selected ? ` (${selected})` : ""}.`,
    labels.size > 0
      ? "Templates that select by its labels have it already."
      : `Read it as ${reads.join(" or ")} in ${goesTo ? `templates/${goesTo}` : "a template of its environments"}, then run: npx terraloom generate`,
    `npx terraloom trace ${name} shows where it goes.`,
  ];
}
