import { renameCall } from "../../edit/renameCall.ts";
import { success } from "../../model/result.ts";
import { stackOf, stackOption } from "../answers/stacks.ts";
import { changeCommand } from "../changing.ts";

export const command = changeCommand({
  names: "OLD NEW",
  description: `Renames a module call in the schema, in the variables that are passed to it, and in the templates of
its stack (the module block, module.OLD, helpers that name it). Adds a moved block, so that
Terraform moves the existing resources instead of replacing them. Then generates.`,
  examples: {
    "rename call app api": 'module "app" becomes module "api", and its resources are kept',
    "rename call app api --stack web --dry-run": "of one stack; shows the diff and writes nothing",
  },
  options: { ...stackOption },
  async work(project, interview) {
    const wants = "the call's name and its new one, such as: app api";
    const names = interview.oldAndNew(wants, "module call");
    if (!names) return interview.failure();
    const [name, newName] = names;
    const stack = await stackOf(project, interview);
    if (stack?.calls.has(newName)) {
      interview.wrong("NEW", { kind: "taken", what: "call", name: newName });
    }
    if (!stack || interview.problems.length > 0) return interview.failure();
    const renamed = await renameCall(project, { stack, name, newName });
    if (!renamed.ok) return renamed;
    return success({
      draft: renamed.value,
      next: [
        `\nRenamed the call ${name} of stack ${stack.name} to ${newName}.`,
        "The next plan moves its resources and replaces none. Remove the moved block once it is applied in every environment.",
      ],
    });
  },
});
