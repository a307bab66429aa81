import type { Proposal } from "../../adopt/propose.ts";
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { firstFew } from "../../diagnostics/phrases.ts";
import { shellWord } from "../../text/shellWord.ts";
import { type Arguments, listOption, textOption } from "../command.ts";
import type { Interview } from "../interview.ts";

/** Decides what to do with existing environments: at a terminal by a question; otherwise it reports the command. */
export async function leadToAdopt(
  { plan }: Proposal,
  interview: Interview,
): Promise<"adopt" | "new" | undefined> {
  const { given } = interview;
  if (listOption(given, "module").length > 0 || given.options.backend !== undefined) return "new";
  const folders = plan.stacks.flatMap(({ members }) => members.map(({ root }) => root.folder));
  if (folders.length === 0) return "new";
  if (!interview.asker) {
    interview.add(diagnostic("init-adopt", { folders, command: adoptText(given) }));
    return undefined;
  }
  const message = `There are Terraform environments here: ${firstFew(folders)}`;
  const answer = await interview.asker.one(message, [
    { value: "adopt", label: "Adopt them in place", hint: adoptText(given) },
    { value: "new", label: "Leave them as they are, and start a new project beside them" },
  ]);
  return answer === "adopt" ? "adopt" : "new";
}

/** Existing Terraform code that cannot be adopted without a question, and that a new project does not include. */
export function leftBeside({ plan, alone }: Proposal): readonly Diagnostic[] {
  const folders = alone.map(({ folder }) => folder);
  return plan.stacks.length === 0 && folders.length > 0
    ? [diagnostic("init-beside", { folders })]
    : [];
}

/** The options of `init` that `adopt` has too. */
export function adoptArguments({ options }: Arguments): Arguments {
  const { root, stack, "dry-run": dryRun } = options;
  return { options: { root, stack, "dry-run": dryRun }, names: [] };
}

function adoptText(given: Arguments): string {
  const options = ["root", "stack"].flatMap((name) => {
    const value = textOption(given, name);
    return value === undefined ? [] : [`--${name}`, shellWord(value)];
  });
  return ["npx terraloom adopt", ...options].join(" ");
}
