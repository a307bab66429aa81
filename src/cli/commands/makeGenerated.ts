import { makeGenerated } from "../../edit/generated/makeGenerated.ts";
import { success } from "../../model/result.ts";
import { changeCommand } from "../changing.ts";
import { noPlanOption } from "../planProof.ts";

/** `terraloom make generated` */
export const command = changeCommand({
  names: "FILE",
  description: `Makes a generated file of one that is written by hand, such as a module's variables.tf: a template under templates/ holds its
text. The variable blocks of what some call gets from a variable of the schema are written by the schema from then on,
which says so in modules; a block that says something which the schema does not, such as a validation, stays as it is, and
the command says which and why. Every other byte of the file stays, but for its new first line.

What Terraform works with stays the same: where an environment's folder is initialised, its plan is made before and
after, in a private copy, and if it is another, nothing is written.`,
  examples: {
    "make generated infra/modules/api/variables.tf": "its blocks come from the schema",
    "make generated infra/modules/api --dry-run":
      "the same, by the module's folder; writes nothing",
  },
  options: { ...noPlanOption },
  async work(project, interview) {
    const name = await interview.name({
      option: "FILE",
      ask: "Which file? Its path from the project's folder on",
      wants: "the file's path from the project's folder on",
    });
    if (interview.problems.length > 0) return interview.failure();
    const made = await makeGenerated(project, name.replace(/^\.\//, "").replace(/\/+$/, ""));
    if (!made.ok) return made;
    const { draft, file, template, declared, kept } = made.value;
    const written =
      declared.length > 0 ? ` The schema writes the blocks of ${declared.join(", ")}.` : "";
    return success({
      draft,
      keepsPlans: true,
      handEdited: new Map([[file, "replace"]]),
      next: [
        `\n${file} comes from ${template} now.${written}`,
        ...(kept.length > 0 ? ["Blocks that stay by hand:"] : []),
        ...kept.map((one) => `  ${one.name}: ${one.why}`),
      ],
    });
  },
});
