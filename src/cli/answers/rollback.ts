import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Environment } from "../../model/environment.ts";
import type { Project } from "../../model/project.ts";
import { failure, type Result, success } from "../../model/result.ts";
import { isDate } from "../../resolve/readWaivers.ts";
import { addDays } from "../../rollback/days.ts";
import { findTerraform } from "../../terraform/terraform.ts";
import type { Ask } from "../ask.ts";
import { textOption } from "../changing.ts";
import type { Arguments, Io } from "../command.ts";
import { knownEnvironment } from "./knownEnvironment.ts";

/** How long a rollback is accepted where no day is given. */
export const defaultDays = 14;

/** The environment that is rolled back. */
export async function rolledBackEnvironment(
  { names }: Arguments,
  { environments }: Project,
  ask: Ask | undefined,
  problems: Diagnostic[],
): Promise<Environment | undefined> {
  const [name, extra] = names;
  if (extra !== undefined) {
    const problem = `one is wanted, and "${extra}" is another`;
    problems.push(diagnostic("answer-wrong", { option: "ENV", problem }));
  }
  const question = { option: "ENV", question: "Which environment is rolled back?" };
  return knownEnvironment(name, question, environments, ask, problems);
}

/** The last day that the rollback is accepted, `YYYY-MM-DD`. */
export function untilOf(given: Arguments, today: string, problems: Diagnostic[]): string {
  const until = textOption(given, "until") ?? addDays(today, defaultDays);
  const wrong = !isDate(until)
    ? `"${until}" is no day: write year-month-day, such as ${addDays(today, defaultDays)}`
    : until < today
      ? `${until} is over`
      : undefined;
  if (wrong) problems.push(diagnostic("answer-wrong", { option: "--until", problem: wrong }));
  return until;
}

/** The revision as git takes it; for `applied`, the commit that the state was applied from. */
export async function revisionOf(
  given: Arguments,
  io: Io,
  { root }: Project,
  { name }: Environment,
): Promise<Result<string>> {
  const asked = textOption(given, "to") ?? "";
  if (asked !== "applied") return success(asked);
  const wanted = textOption(given, "terraform");
  const terraform = await findTerraform(io.env, wanted);
  if (!terraform) return failure(diagnostic("terraform-not-found", { wanted }));
  const { appliedCommit } = await import("../../rollback/appliedCommit.ts");
  return appliedCommit(root, name, terraform);
}

/** Why it is rolled back; `undefined` where nobody says it. */
export async function reasonOf(
  given: Arguments,
  { name }: Environment,
  ask: Ask | undefined,
): Promise<string | undefined> {
  const reason = textOption(given, "reason");
  if (reason !== undefined || !ask) return reason;
  return ask.text({
    message: `Why is ${name} rolled back?`,
    refuse: (answer) => (answer.trim() === "" ? "A reason is wanted." : undefined),
  });
}
