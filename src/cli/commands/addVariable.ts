import { type Declared, giveValues } from "../../edit/declare.ts";
import { addThread, type ThreadEnd } from "../../edit/thread/addThread.ts";
import { maskTexts } from "../../mask/maskTexts.ts";
import { success } from "../../model/result.ts";
import type { ProjectVariable } from "../../model/schema.ts";
import { declarationOptions, declarationRequest, declareAnswers } from "../answers/declaration.ts";
import { saidValues, valueOption, valuesFor } from "../answers/values.ts";
import { changeCommand } from "../changing.ts";

const computedExample = `add variable host --type hostname --description "Where it answers" --computed '({ environment, variables }) => \`\${environment.name}.\${variables.domain}\`'`;

export const command = changeCommand({
  names: "NAME",
  description: `Declares a variable in the schema, adds its values to the specs, and generates. Formatting, comments
and order of the files are kept. Values are checked against the type first; if there is any error,
nothing is written. Asks for what is not given.

Where no helper of a template writes the variable, its code is added as text: the variable block and
the definition in the templates of the environments, the argument in the module call, and the
variable block in the variables.tf of the called module, also where that is handwritten. The rest of
these files stays byte for byte.

A single value for all environments is written into the spec that all of them extend, if there is
one and the variable may not drift; otherwise into each spec.`,
  examples: {
    'add variable TIMEOUT --type int --description "Seconds until a request fails" --value 30':
      "one value for all environments",
    'add variable API_URL --type url --description "The API" --drift "staging has its own" --value staging=https://test.example.org --value production=https://example.org':
      "a value for each",
    [computedExample]: "a value computed from others, in no spec",
    'add variable db_size --type int --description "Gigabytes of the database" --value 20 --module api/db':
      "passed through module api to its module db",
  },
  options: {
    "--type TYPE": "string, url, number, int, bool, list(string), ... or a zod expression",
    ...valueOption,
    ...declarationOptions,
    "--module MODULE[=NAME]...":
      "a module or a module call that gets it, and its name there; api/db: the module that api calls db; repeatable (default: those of most similar variables)",
    "--no-module": "pass it to no module",
    "--drift REASON": "why environments may differ in it",
    "--unique": "no two environments may have the same value",
    "--computed FUNCTION":
      "a function that computes it, instead of values: '({ environment }) => environment.name'",
    "--sensitive": "do not show its value in Terraform and in reports",
  },
  async work(project, interview) {
    const request = await declarationRequest("variable", project, interview);
    const { name, type = "", paths } = request;
    const stacks = [...request.stacks.keys()].map((stack) => stack.name);
    const members = project.environments.filter(({ stack }) => stacks.includes(stack.name));
    const environments = members.map(({ name }) => name);
    const declared = await declareAnswers(project, request, interview);
    const [first] = declared;
    if (!first?.variable) {
      // Its type is not known; values can be wrong, or missing, all the same.
      const isRequired = !/\.(?:default|optional|prefault|nullish)\(/.test(type);
      saidValues(environments, isRequired, interview);
      return interview.failure();
    }
    const { variable, draft } = first;
    if (variable.compute && interview.problems.length > 0) return interview.failure();
    const values = variable.compute
      ? success({ each: new Map() })
      : await valuesFor(variable, environments, interview);
    if (!values.ok) return values;
    for (const one of declared) {
      giveValues({ ...one, variable: one.variable ?? variable }, project, values.value);
    }
    const ends = await addThread(project, draft, { stacks, name, paths });
    if (!ends.ok) return ends;
    const mask = maskTexts(first.stack, members);
    return success({
      draft,
      next: next(declared, variable, ends.value),
      mask,
    });
  },
});

function next(
  declared: readonly Declared[],
  { name, labels }: ProjectVariable,
  ends: readonly ThreadEnd[],
): string[] {
  const folders = [...new Set(ends.map(({ folder }) => folder))].join(", ");
  const names = ends.length > 0 ? ends.map((end) => end.name) : [name];
  const reads = [...new Set(names)].map((one) => `var.${one}`).join(" or ");
  const selected = [...labels].map(([key, values]) => `${key}: ${values.join(", ")}`).join("; ");
  const stacks = declared.map(({ stack }) => stack.name).join(" and ");
  const where = declared.length > 1 ? ` to ${stacks}` : "";
  const without = [...new Set(ends.flatMap((end) => end.without))];
  return [
    `\nAdded ${name}${where}${folders ? `, which goes to ${folders}` : ""}${selected ? ` (${selected})` : ""}.`,
    ...(without.length > 0 ? [`It is null where it is not given: ${without.join(", ")}.`] : []),
    labels.size > 0
      ? "Templates that select by its labels have it already."
      : `Read it as ${reads} in ${folders || "a template of its environments"}, then run: npx terraloom generate`,
    `npx terraloom trace ${name} shows where it is used.`,
  ];
}
