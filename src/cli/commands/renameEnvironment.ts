import { hasErrors } from "../../diagnostics/diagnostic.ts";
import { textsOf } from "../../edit/declare.ts";
import { placeText, stateMove, stateOf } from "../../edit/environmentState.ts";
import { renameEnvironment } from "../../edit/renameEnvironment.ts";
import { environmentNameFaults } from "../../init/names.ts";
import type { Environment } from "../../model/environment.ts";
import { success } from "../../model/result.ts";
import { changedProject } from "../../project/loadProject.ts";
import { canonical } from "../../values/canonical.ts";
import { knownEnvironment } from "../answers/knownEnvironment.ts";
import { mentionLines, yesOption } from "../answers/lifecycle.ts";
import { changeCommand } from "../changing.ts";

export const command = changeCommand({
  names: "ENV NAME",
  description: `Renames an environment: its spec, its name in the promotion order, the specs that extend it, the
templates that compare with its name, and its provider lock file; and generates. First reports the
effect on the state: whether the new code finds it, and if not, the commands that move it. Then asks
for confirmation, or requires --yes.`,
  examples: {
    "rename environment staging stage --dry-run": "what would change, and the effect on its state",
    "rename environment prod/eu production/europe --yes": "without a question",
  },
  options: {
    "--everywhere":
      "replace every string that equals its name, even where the meaning is uncertain",
    ...yesOption,
  },
  async work(project, interview) {
    const { given } = interview;
    const [said, newName = "", extra] = given.names;
    const question = { option: "ENV", said, ask: "Which environment?" };
    const environment = await knownEnvironment(question, project, interview);
    if (newName === "" || extra !== undefined) {
      interview.missing("NAME", "its new name, and nothing else");
    } else {
      for (const fault of environmentNameFaults([newName])) interview.wrong("NAME", fault);
    }
    if (!environment || interview.problems.length > 0) return interview.failure();
    const everywhere = given.options.everywhere === true;
    const renamed = await renameEnvironment(project, environment, newName, everywhere);
    if (!renamed.ok) return renamed;
    const { draft, mentions } = renamed.value;
    const left = mentionLines(
      `These places still contain "${environment.name}", and may refer to it:`,
      mentions,
    );
    const changed = await changedProject(project, textsOf(draft));
    const after = changed.environments.find(({ name }) => name === newName);
    if (hasErrors(changed.problems) || !after) {
      const all = everywhere ? [] : ["--everywhere changes them too."];
      return success({
        draft,
        gone: [environment.name],
        found: left.length > 0 ? [...left, ...all] : [],
        next: [],
      });
    }
    const before = stateOf(project, environment);
    const move = stateMove(before, stateOf(changed, after));
    const follow = following(environment, after);
    const meaning = [...move, ...follow];
    const moves = move.length > 0 && before.at !== undefined;
    const stays = [`Its state stays at ${placeText(before)}, and need not be moved.`];
    return success({
      draft,
      gone: [environment.name],
      meaning: moves || follow.length > 0 ? meaning : undefined,
      found: [...(move.length > 0 ? meaning : [...stays, ...follow]), ...left],
      next: [
        `\nRenamed ${environment.name} to ${newName}.`,
        `Until its next apply, its state still names ${environment.name}, and status reports that.`,
      ],
    });
  },
});

/** What an environment holds that follows from its name. */
function following(before: Environment, after: Environment): string[] {
  const names = [...before.computed.keys()].filter((path) => {
    const [section = "", name = ""] = path.split(".");
    const of = ({ values, settings }: Environment) =>
      (section === "variables" ? values : settings)[name] ?? null;
    return canonical(of(before)) !== canonical(of(after));
  });
  if (names.length === 0) return [];
  const list = names.map((name) => name.replace(/^variables\./, "")).join(", ");
  return [
    `These values are computed from its name, and change with it: ${list}.`,
    "Terraform may replace resources that use them: read the plan.",
  ];
}
