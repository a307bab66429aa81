import { makeShared } from "../../adopt/makeShared.ts";
import { success } from "../../model/result.ts";
import { stackOf, stackOption } from "../answers/stacks.ts";
import { changeCommand } from "../changing.ts";

export const command = changeCommand({
  names: "FILE",
  description: `Combines the copies of a file, one per environment, into one template, for example after adopting
environments whose files had different forms. Common text is written once, literals that differ
become settings, and what only some environments have becomes conditional. The files of all
environments stay byte for byte, except for their first line; if one would not, nothing is written.`,
  examples: {
    "make shared policies.tf":
      "the copies of policies.tf in @policies_like=... become one template",
    "make shared policies.tf --stack network --dry-run": "shows the diff and writes nothing",
  },
  options: { ...stackOption },
  async work(project, interview) {
    const name = await interview.text({
      option: "FILE",
      ask: "Path of the file, relative to an environment's folder",
      wants: "the file's path, relative to an environment's folder",
    });
    const holders = [...project.schema.stacks.values()].filter((stack) =>
      project.templates.perEnvironment.get(stack.name)?.some(({ target }) => target === name),
    );
    const stack = await stackOf(project, interview, holders);
    if (!stack || interview.problems.length > 0) return interview.failure();
    const made = await makeShared(project, stack, name);
    if (!made.ok) return made;
    const { draft, template, settings } = made.value;
    const differs =
      settings.length > 0 ? ` What differs became settings: ${settings.join(", ")}.` : "";
    return success({
      draft,
      next: [
        `\n${name} is now generated from ${template}.${differs}`,
        "Every environment's file is unchanged, so no plan changes.",
      ],
    });
  },
});
