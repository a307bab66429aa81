import { diagnostic } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import { makeVariable } from "../../edit/makeVariable.ts";
import { failure, success } from "../../model/result.ts";
import { descriptionQuestion } from "../answers/declaration.ts";
import { stackOf, stackOption } from "../answers/stacks.ts";
import { changeCommand } from "../changing.ts";
import { noPlanOption } from "../planProof.ts";

export const command = changeCommand({
  names: "SETTING",
  description: `Converts a setting into a variable, for example after adopting Terraform code with literal values.
The schema declares a variable of the same type, the specs set its values, code reads
var.NAME where templates wrote the value, and the environments get its variable block and
definition. Where Terraform permits no variable, such as in a backend, the literal stays.
Terraform's plans do not change: where an environment's folder is initialised, it is planned before
and after the change, in a private copy, and if the plans differ, nothing is written.`,
  examples: {
    'make variable instance_type --description "Type of the instances"':
      "from a literal to a variable",
    'make variable instance_type --description "Type" --dry-run':
      "shows the diff and writes nothing",
  },
  options: {
    ...stackOption,
    "--description TEXT": "its description, one sentence",
    ...noPlanOption,
  },
  async work(project, interview) {
    const name = await interview.text({
      option: "SETTING",
      ask: "Which setting?",
      wants: "the setting's name",
    });
    const description = await interview.text(descriptionQuestion);
    const holders = [...project.schema.stacks.values()].filter((one) => one.settings.has(name));
    const stack = await stackOf(project, interview, holders);
    if (!stack || interview.problems.length > 0) return interview.failure();
    if (!stack.settings.has(name)) {
      const suggestion = nearest(name, stack.settings.keys());
      const args = { kind: "setting", name, stacks: [stack.name], suggestion };
      return failure(diagnostic("not-declared", args));
    }
    const made = await makeVariable(project, stack, name, description);
    if (!made.ok) return made;
    return success({
      draft: made.value,
      keepsPlans: true,
      next: [`\n${name} is now a variable of ${stack.name}, with the values of the setting.`],
    });
  },
});
