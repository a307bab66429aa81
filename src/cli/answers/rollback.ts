import { addDays, isDate } from "../../model/day.ts";
import type { Environment } from "../../model/environment.ts";
import type { Project } from "../../model/project.ts";
import { type Result, success } from "../../model/result.ts";
import { findTerraform } from "../../terraform/terraform.ts";
import { type Arguments, type Io, textOption } from "../command.ts";
import type { Interview } from "../interview.ts";

/** How long a rollback is accepted where no day is given. */
export const defaultDays = 14;

/** The last day that a rollback or a hold lasts, `YYYY-MM-DD`. */
export function untilOf(interview: Interview, today: string): Promise<string> {
  const byDefault = addDays(today, defaultDays);
  return interview.text({
    option: "--until",
    said: textOption(interview.given, "until") ?? byDefault,
    refuse: (until) => {
      if (!isDate(until)) return { kind: "day", text: until, example: byDefault };
      return until < today ? { kind: "over", day: until } : undefined;
    },
  });
}

/** The revision as git takes it; for `applied`, the commit that the state was applied from. */
export async function revisionOf(
  given: Arguments,
  io: Io,
  { root, schema }: Project,
  environment: Environment,
): Promise<Result<string>> {
  const asked = textOption(given, "to") ?? "";
  if (asked !== "applied") return success(asked);
  const wanted = textOption(given, "terraform");
  const terraform = await findTerraform(io.env, wanted);
  if (!terraform.ok) return terraform;
  const { appliedCommit } = await import("../../rollback/appliedCommit.ts");
  return appliedCommit(root, environment, schema.layout, terraform.value);
}
