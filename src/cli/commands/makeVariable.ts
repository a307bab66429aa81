import { diagnostic } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import { makeVariable } from "../../edit/makeVariable.ts";
import { failure, success } from "../../model/result.ts";
import { stackOf, stackOption } from "../answers/stacks.ts";
import { changeCommand } from "../changing.ts";
import { noPlanOption } from "../planProof.ts";

/** `terraloom make variable` */
export const command = changeCommand({
  names: "SETTING",
  description: `Makes a variable of a setting, as after taking over Terraform that had the value written out: the schema declares it as a
variable of the same type, the specs give it its values there, code reads var.NAME where templates wrote the value, and
the environments get its variable block and its definition. Where Terraform takes no variable, such as in a
backend, the value stays written out. What Terraform works with stays the same: where an environment's folder is
initialised, its plan is made before and after, in a private copy, and if it is another, nothing is written.`,
  examples: {
    'make variable instance_type --description "Type of the instances"':
      "from a literal to a variable",
    'make variable instance_type --description "Type" --dry-run':
      "shows the diff and writes nothing",
  },
  options: {
    ...stackOption,
    "--description TEXT": "one sentence: what it is",
    ...noPlanOption,
  },
  async work(project, interview) {
    const name = await interview.name({
      option: "SETTING",
      ask: "Which setting?",
      wants: "the setting's name",
    });
    const description = await interview.text({
      option: "--description",
      ask: "What is it? One sentence",
      wants: "one sentence: what it is",
    });
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
      next: [`\n${name} is a variable of ${stack.name} now, with the values that the setting had.`],
    });
  },
});
