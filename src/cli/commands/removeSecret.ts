import { removeSecret } from "../../edit/removeSecret.ts";
import { success } from "../../model/result.ts";
import { keptLines } from "../answers/lifecycle.ts";
import { stacksOption, stacksWith } from "../answers/stacks.ts";
import { changeCommand } from "../changing.ts";

/** `terraloom remove secret` */
export const command = changeCommand({
  names: "NAME",
  description: `Takes a secret out of the schema, and generates: modules and containers no longer have it. It refuses while a
template names the secret by hand, and lists the places. The value goes when that is applied; a store that keeps
what is deleted for a while keeps its name taken as long.`,
  examples: {
    "remove secret OLD_TOKEN": "from the schema, and from all that it is threaded through",
    "remove secret OLD_TOKEN --dry-run": "shows the diff and writes nothing",
  },
  options: { ...stacksOption },
  async work(project, interview) {
    const name = await interview.name({
      option: "Secret",
      ask: "Name of the secret",
      wants: "its name",
    });
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
