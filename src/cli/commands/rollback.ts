import { namedSubjects } from "../../converge/subject.ts";
import { type Diagnostic, hasErrors } from "../../diagnostics/diagnostic.ts";
import { maskTexts } from "../../mask/maskTexts.ts";
import type { Environment } from "../../model/environment.ts";
import type { Project } from "../../model/project.ts";
import { promotedBefore } from "../../model/promotion.ts";
import { failure, success } from "../../model/result.ts";
import { remainsLines, rolledBackLines } from "../../report/rolledBack.ts";
import { differencesSince } from "../../rollback/differences.ts";
import { codeSince, pastEnvironment } from "../../rollback/past.ts";
import { rollback } from "../../rollback/rollback.ts";
import { knownEnvironment } from "../answers/knownEnvironment.ts";
import { defaultDays, revisionOf, untilOf } from "../answers/rollback.ts";
import { changeCommand } from "../changing.ts";
import { listOption } from "../command.ts";
import { currentDay } from "../options.ts";

export const command = changeCommand({
  names: "ENV",
  description: `Restores the values that an environment had at a git revision, in its own spec, and generates.
Restores variables and settings whose values differ according to the current schema. Resulting
differences from other environments get a waiver with a reason and a last day, and a hold that keeps
converge from undoing them. Only values are restored: to restore code, revert the commit on the same
branch.`,
  examples: {
    'rollback production --to v1.4.0 --reason "the new version loses mail"': "the values of a tag",
    "rollback production --to applied --dry-run":
      "shows the values of the applied commit, and writes nothing",
  },
  options: {
    "--to REV|applied":
      "a branch, tag or hash, HEAD~1, or the commit that was applied to the environment",
    "--reason TEXT": "the reason, which is written into the waivers",
    "--until DATE": `the last day of the waivers and the hold (default: in ${defaultDays} days)`,
    "--no-hold": "write no hold; converge may then undo it",
    "--keep NAME...": "keep the current value of this name; repeatable; settings as settings.NAME",
    "--terraform PROGRAM": "for --to applied: the program to run (default: terraform, else tofu)",
  },
  async work(project, interview, io) {
    const { given } = interview;
    const today = currentDay();
    const ask = "Which environment is rolled back?";
    const environment = await knownEnvironment({ option: "ENV", ask }, project, interview);
    const until = await untilOf(interview, today);
    const wants = "the revision whose values are restored, or `applied`";
    await interview.text({ option: "--to", wants });
    const keep = environment && namedSubjects(environment.stack, listOption(given, "keep"));
    interview.add(...(keep?.problems ?? []));
    if (!environment || !keep || interview.problems.length > 0) return interview.failure();
    const revision = await revisionOf(given, io, project, environment);
    if (!revision.ok) return revision;
    const found = await pastEnvironment(project.root, environment.name, revision.value);
    if (!found.ok) return found;
    const past = found.value;

    const differences = differencesSince(
      environment,
      past.environment,
      past.revision,
      keep.subjects,
    );
    const { changed, leftOut, unfit } = differences;
    const code = codeSince(project.root, past.commit, project.files);
    const remains = remainsLines(differences, code, {
      environment: environment.name,
      revision: past.revision,
    });
    if (changed.length === 0) {
      const nothing = `nothing to roll back: ${environment.name} has the values of ${past.revision}.`;
      return success({ found: remains, next: [nothing], warnings: leftOut });
    }
    const reason = await interview.text({
      option: "--reason",
      ask: unfit.length > 0 ? undefined : `Why is ${environment.name} rolled back?`,
      wants: "why it is rolled back; the waivers get this reason",
    });
    interview.add(...unfit);
    const words = {
      reason: `rolled back to ${past.revision}: ${reason.trim()}`,
      until,
      hold: given.options["no-hold"] !== true,
    };
    const rolledBack = hasErrors(unfit)
      ? failure<Diagnostic>()
      : rollback(project, environment, differences, words, today);
    if (!rolledBack.ok) return interview.failure(...rolledBack.problems, ...leftOut);
    if (interview.problems.length > 0) return interview.failure(...leftOut);
    const names = {
      environment: environment.name,
      place: environment,
      revision: past.revision,
      others: othersOf(project, environment),
    };
    const subjects = changed.map(({ subject }) => subject);
    const mask = maskTexts(environment.stack, [...project.environments, past.environment]);
    return success({
      draft: rolledBack.value.draft,
      mask,
      warnings: leftOut,
      found: remains,
      next: rolledBackLines(subjects, rolledBack.value, words, names),
    });
  },
});

/** The environments that take a change before it; for the first one, the others of its stack. */
function othersOf({ environments }: Project, { name, stack }: Environment): readonly string[] {
  const names = environments
    .filter((environment) => environment.stack === stack)
    .map((environment) => environment.name);
  const before = promotedBefore(stack.promotion, name).filter((other) => names.includes(other));
  return before.length > 0 ? before : names.filter((other) => other !== name);
}
