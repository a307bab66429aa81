import type { Proposal } from "../../adopt/propose.ts";
import { leftAloneText } from "../../diagnostics/messages/adopt.ts";
import type { Choice } from "../ask.ts";
import type { Interview } from "../interview.ts";

/**
 * The step after a proposal: in a terminal nothing is written before the user has seen the result.
 *
 * @returns names, if other environments should be proposed
 */
export async function nextStep(
  { plan, alone }: Proposal,
  unformatted: number,
  interview: Interview,
): Promise<"write" | "nothing" | "format" | readonly string[]> {
  const { asker, given } = interview;
  if (given.options["dry-run"] === true) return "nothing";
  if (given.options.yes === true || !asker) return "write";
  const format: Choice = {
    value: "format",
    label: `no: format ${unformatted} ${unformatted === 1 ? "file" : "files"} first`,
    hint: "a change of its own, after which more is shared",
  };
  const answer = await asker.one("Write it?", [
    { value: "write", label: "yes" },
    { value: "nothing", label: "no" },
    { value: "choose", label: "no: choose the environments" },
    ...(unformatted > 0 ? [format] : []),
  ]);
  if (answer !== "choose") return answer as "write" | "nothing" | "format";
  const chosen = await asker.some("Which are environments?", [
    ...plan.stacks.flatMap(({ name, members }) =>
      members.map(({ root }) => ({
        value: root.values?.path ?? root.folder,
        hint: `of stack ${name}, as proposed`,
      })),
    ),
    ...alone.map((one) => ({ value: one.folder, hint: leftAloneText(one) })),
  ]);
  return chosen.length > 0 ? chosen : "nothing";
}
