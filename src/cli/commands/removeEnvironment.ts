import { removeEnvironment } from "../../edit/removeEnvironment.ts";
import { placeText, stateOf } from "../../edit/stateOf.ts";
import { success } from "../../model/result.ts";
import { knownEnvironment } from "../answers/knownEnvironment.ts";
import { mentionLines, yesOption } from "../answers/lifecycle.ts";
import { changeOptions, runChange } from "../changing.ts";
import type { Command } from "../command.ts";

/** `terraloom remove environment` */
export const command: Command = {
  name: "remove environment",
  names: "ENV",
  description: `Takes an environment away: its spec, its name in the promotion order, its generated code. Nothing that is running is
destroyed: what its state manages stays, and no code knows it any more. So the state is named first, with the command
that destroys what it manages; then it asks, or wants --yes.`,
  examples: [
    ["remove environment preview/pr-12 --dry-run", "what would go, and where its state lies"],
    ["remove environment preview/pr-12 --yes", "without a question"],
  ],
  options: { yes: yesOption, "dry-run": changeOptions["dry-run"] },
  run: (given, io) =>
    runChange(given, io, async (project, interview) => {
      const [said] = interview.onlyName("ENV");
      const question = { option: "ENV", said, ask: "Which environment goes?" };
      const environment = await knownEnvironment(question, project.environments, interview);
      if (!environment) return interview.failure();
      const { name, directory } = environment;
      const removed = await removeEnvironment(project, environment);
      if (!removed.ok) return removed;
      const { draft, mentions } = removed.value;
      const meaning = [
        `The state of ${name} is ${placeText(stateOf(project, environment))}. What it manages goes on running, and costs, until it is destroyed:`,
        `  terraform -chdir=${directory} init && terraform -chdir=${directory} destroy`,
        "with the code of before, that is, before this change or from the commit before it.",
      ];
      if (!(await interview.agreed(meaning.join("\n")))) {
        return interview.problems.length > 0
          ? interview.failure()
          : success({ next: ["Nothing was written."] });
      }
      const beside = project.files
        .list(directory)
        .filter((entry) => entry.name === ".terraform.lock.hcl")
        .map(() => `${directory}/.terraform.lock.hcl is not generated, and stays: git rm it.`);
      return success({
        draft,
        gone: [name],
        found: [
          ...meaning,
          ...mentionLines(`These places say "${name}" still, and may mean it:`, mentions),
        ],
        next: [`\nRemoved ${name}.`, ...beside],
      });
    }),
};
