import { makeGenerated } from "../../edit/generated/makeGenerated.ts";
import { success } from "../../model/result.ts";
import { changeCommand } from "../changing.ts";
import { noPlanOption } from "../planProof.ts";

export const command = changeCommand({
  names: "FILE",
  description: `Makes a handwritten file, such as a module's variables.tf, a generated one: moves its text into a
template in templates/. The schema then writes the variable blocks of arguments that some call gets
from a variable of the schema, and lists the module under modules. A block with something that the
schema does not have, such as a validation, stays in the template; the command reports it with the
reason. The rest of the file stays byte for byte, except for a new first line.

Terraform's plans do not change: where an environment's folder is initialised, it is planned before
and after the change, in a private copy, and if the plans differ, nothing is written.`,
  examples: {
    "make generated infra/modules/api/variables.tf":
      "its variable blocks then come from the schema",
    "make generated infra/modules/api --dry-run":
      "the same, by the module's folder; writes nothing",
  },
  options: { ...noPlanOption },
  async work(project, interview) {
    const name = await interview.text({
      option: "FILE",
      ask: "Path of the file, relative to the project's folder",
      wants: "the file's path, relative to the project's folder",
    });
    if (interview.problems.length > 0) return interview.failure();
    const made = await makeGenerated(project, name.replace(/^\.\//, "").replace(/\/+$/, ""));
    if (!made.ok) return made;
    const { draft, file, template, declared, kept } = made.value;
    const written =
      declared.length > 0
        ? ` The schema now writes the variable blocks of ${declared.join(", ")}.`
        : "";
    return success({
      draft,
      keepsPlans: true,
      handEdited: new Map([[file, "replace"]]),
      next: [
        `\n${file} is now generated from ${template}.${written}`,
        ...(kept.length > 0 ? ["Blocks that stay in the template:"] : []),
        ...kept.map((one) => `  ${one.name}: ${one.why}`),
      ],
    });
  },
});
