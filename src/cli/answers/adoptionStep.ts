import type { Proposal } from "../../adopt/propose.ts";
import { leftAloneText } from "../../diagnostics/messages/adopt.ts";
import { count } from "../../diagnostics/phrases.ts";
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
  const label = `no: format ${count(unformatted, "file")} first`;
  const hint = "as a separate change, after which more text is shared";
  const answer = await interview.write([
    { value: "choose", label: "no: choose the environments" },
    ...(unformatted > 0 ? [{ value: "format", label, hint } as const] : []),
  ]);
  if (answer !== "choose") return answer;
  const chosen = await interview.asker?.some("Which are environments?", [
    ...plan.stacks.flatMap(({ name, members }) =>
      members.map(({ root }) => ({
        value: root.values?.path ?? root.folder,
        hint: `of stack ${name}, as proposed`,
      })),
    ),
    ...alone.map((one) => ({ value: one.folder, hint: leftAloneText(one) })),
  ]);
  return chosen && chosen.length > 0 ? chosen : "nothing";
}
