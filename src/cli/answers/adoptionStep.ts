import type { Proposal } from "../../adopt/propose.ts";
import { askIn, Cancelled, type Choice } from "../ask.ts";
import type { Arguments, Io } from "../command.ts";

/**
 * What comes after a proposal: in a terminal nothing is written before a person has seen what it would be.
 *
 * @returns names where other environments are to be proposed than those that were
 */
export async function nextStep(
  proposal: Proposal,
  unformatted: number,
  given: Arguments,
  io: Io,
): Promise<"write" | "nothing" | "format" | readonly string[]> {
  const asker = askIn(io);
  if (given.options.yes === true || !asker) return "write";
  const format = {
    value: "format",
    label: `no: format ${unformatted} ${unformatted === 1 ? "file" : "files"} first`,
    hint: "a change of its own, after which more is shared",
  };
  try {
    const answer = await asker.one("Write it?", [
      { value: "yes" },
      { value: "no" },
      { value: "choose", label: "no: choose the environments" },
      ...(unformatted > 0 ? [format] : []),
    ]);
    if (answer === "format") return answer;
    if (answer !== "choose") return answer === "yes" ? "write" : "nothing";
    const chosen = await asker.some("Which are environments?", choicesOf(proposal));
    return chosen.length > 0 ? chosen : "nothing";
  } catch (thrown) {
    if (thrown instanceof Cancelled) return "nothing";
    throw thrown;
  }
}

function choicesOf({ plan, alone }: Proposal): readonly Choice[] {
  return [
    ...plan.stacks.flatMap(({ name, members }) =>
      members.map(({ root }) => ({
        value: root.values?.path ?? root.folder,
        hint: `of stack ${name}, as proposed`,
      })),
    ),
    ...alone.map(({ folder, why }) => ({ value: folder, hint: why })),
  ];
}
