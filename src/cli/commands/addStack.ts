import { insertStack } from "../../init/insertStack.ts";
import { stackNameFault } from "../../init/names.ts";
import { starter } from "../../init/starter.ts";
import { draftOf } from "../../model/draft.ts";
import { success } from "../../model/result.ts";
import { stackAnswers, stackOptions } from "../answers/stack.ts";
import { changeCommand } from "../changing.ts";
import type { Question } from "../interview.ts";

export const command = changeCommand({
  names: "NAME",
  description: `Adds a stack to the project, another root module with its own environments: its
schema in schema/NAME.ts, templates, an empty module, a spec for each environment and one for the
values that they share. A new environment follows the environment of the same name in the promotion
order: network/staging follows staging.`,
  examples: {
    "add stack dns --environment dns/staging --environment dns/production --backend local":
      "a stack with two environments, whose states are files",
    "add stack jobs --after deployment --environment jobs/production --backend gcs --backend-value bucket=my-states":
      "a stack that is applied after another one, and reads its outputs",
  },
  options: {
    "--after STACK...":
      "a stack whose environments are applied before those of this one; repeatable",
    ...stackOptions,
  },
  async work(project, interview) {
    const { stacks } = project.schema;
    const name: Question = {
      option: "NAME",
      ask: "Name of the stack: what its environments are instances of",
      wants: "what its environments are instances of, such as network",
      refuse: (name) =>
        stacks.has(name) ? { kind: "taken", what: "stack", name } : stackNameFault(name),
    };
    const there = project.environments.map((environment) => environment.name);
    const answers = await stackAnswers(name, there, interview);
    const choices = [...stacks.keys()];
    const after = await interview.some({ option: "--after", what: "stack", choices });
    if (!answers || interview.problems.length > 0) return interview.failure();
    const draft = draftOf(project.files);
    const added = await insertStack(draft, project, starter(answers), { after });
    if (!added.ok) return added;
    const { stack, environments, modules } = answers;
    return success({
      draft: added.value,
      next: [
        `\nAdded stack ${stack} with ${environments.join(", ")}.`,
        `Put its resources into templates/modules/${modules[0]}/main.tf, and declare what they read: npx terraloom add variable NAME --stack ${stack}`,
      ],
    });
  },
});
