import { removeSecret } from "../../edit/removeSecret.ts";
import { success } from "../../model/result.ts";
import { keptLines } from "../answers/lifecycle.ts";
import { nameQuestion, stacksOption, stacksWith } from "../answers/stacks.ts";
import { changeCommand } from "../changing.ts";

export const command = changeCommand({
  names: "NAME",
  description: `Removes a secret from the schema, and generates: modules and containers no longer have it. If the
text of a template names the secret, nothing is changed and the places are listed. The value is
deleted when that is applied; a store that keeps deleted secrets for a while reserves the name for
as long.`,
  examples: {
    "remove secret OLD_TOKEN": "from the schema, and from all that it is threaded through",
    "remove secret OLD_TOKEN --dry-run": "shows the diff and writes nothing",
  },
  options: { ...stacksOption },
  async work(project, interview) {
    const name = await interview.text(nameQuestion("secret"));
    const stacks = name === "" ? [] : await stacksWith(name, project, interview, "secret");
    if (interview.problems.length > 0) return interview.failure();
    const removed = await removeSecret(project, stacks, name);
    if (!removed.ok) return removed;
    const { draft, keptComments } = removed.value;
    return success({
      draft,
      next: [
        `\nRemoved secret ${name}.`,
        "Applying it deletes the secret: what still asks for it does not start again before its next deploy, so deploy at once.",
        "A store that keeps deleted secrets, as AWS does for recovery_window_in_days, can restore it, and keeps its name taken as long.",
        ...keptLines(keptComments),
      ],
    });
  },
});
