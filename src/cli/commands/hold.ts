import { holdEnvironment, liftHold } from "../../edit/hold.ts";
import { askGit } from "../../git/git.ts";
import { knownEnvironment } from "../answers/knownEnvironment.ts";
import { defaultDays, untilOf } from "../answers/rollback.ts";
import { changeCommand } from "../changing.ts";
import { currentDay, strayOptions } from "../options.ts";

export const command = changeCommand({
  names: "ENV",
  description: `Prevents changes of an environment until a day: writes \`hold\` into its spec and generates. Once
applied, the hold is also in the environment's state, so every clone and every workflow refuses
changes that would undo what is applied there. Begin a rollback of code with a hold. --lift removes
the hold; the environment can be changed again once that is merged and applied.`,
  examples: {
    'hold production --reason "the new version loses mail" --until 2026-12-06': "until a day",
    "hold production --lift": "removes the hold",
  },
  options: {
    "--reason TEXT": "why it must not be changed",
    "--until DATE": `the last day of the hold (default: in ${defaultDays} days)`,
    "--lift": "remove the hold",
  },
  async work(project, interview) {
    const { given } = interview;
    const lift = given.options.lift === true;
    const ask = lift ? "Remove the hold of which environment?" : "Hold which environment?";
    const environment = await knownEnvironment({ option: "ENV", ask }, project, interview);
    if (lift) {
      const reason = { kind: "no-effect", beside: "--lift" } as const;
      interview.add(...strayOptions(given, ["reason", "until"], reason));
      if (!environment || interview.problems.length > 0) return interview.failure();
      return liftHold(project, environment);
    }
    const until = await untilOf(interview, currentDay());
    const reason = await interview.text({
      option: "--reason",
      ask: "Why must it not be changed?",
      wants: "why it must not be changed; status shows the reason",
    });
    if (!environment || interview.problems.length > 0) return interview.failure();
    const hold = { reason: reason.trim(), until, ...userName(project.root) };
    return holdEnvironment(project, environment, hold);
  },
});

/** Who commits here, and so who holds it. */
function userName(root: string): { readonly by?: string } {
  const answer = askGit(root, ["config", "user.name"]);
  const by = answer.ok ? answer.value.toString().trim() : "";
  return by === "" ? {} : { by };
}
