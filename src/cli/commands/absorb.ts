import { absorb } from "../../absorb/absorb.ts";
import type { Absorbed } from "../../model/absorbed.ts";
import type { HandEdited } from "../../model/generateReport.ts";
import { success } from "../../model/result.ts";
import { changeCommand } from "../changing.ts";

export const command = changeCommand({
  names: "[FILE...]",
  description: `Moves manual edits of generated files into their sources: a value into its spec (or into the spec
from which all edited environments inherit it), a line of text into its template. Only certain edits
are moved: before anything is written, rendering must give the file as it was edited. The other
edits are reported with their reason and place, and the exit status is 2.`,
  examples: {
    "absorb --dry-run": "shows what would be moved, and what would not",
    "absorb generated/environments/staging/terraform.tfvars": "moves the edits of one file",
  },
  options: {
    "--everywhere":
      "also change a template's line if other files generated from it were not edited",
  },
  async work(project, interview) {
    const { names, options } = interview.given;
    const absorbed = await absorb(project, {
      everywhere: options.everywhere === true,
      ...(names.length > 0 ? { paths: names } : {}),
    });
    if (!absorbed.ok) return absorbed;
    const { draft, taken, left, files, untouched } = absorbed.value;
    const changed = new Set([
      ...files.keys(),
      ...untouched,
      ...left.map(({ location }) => location?.file),
    ]);
    for (const path of names.filter((name) => !changed.has(name))) {
      interview.wrong("FILE", { kind: "not-edited", path });
    }
    if (interview.problems.length > 0) return interview.failure();
    const exitCode = left.length > 0 ? 2 : undefined;
    if (taken.length === 0) {
      const nothing =
        left.length > 0
          ? "Nothing was moved."
          : "nothing to do: no generated file was changed by hand.";
      return success({ warnings: left, next: [nothing], exitCode });
    }
    return success({
      draft,
      warnings: left,
      found: ["", ...takenLines(absorbed.value)],
      next: [],
      handEdited: handEdited(absorbed.value),
      exitCode,
    });
  },
});

function handEdited({ files, untouched }: Absorbed): HandEdited {
  const whole = [...files].map(
    ([path, outcome]) => [path, outcome === "differs" ? "keep" : "replace"] as const,
  );
  return new Map([...[...untouched].map((path) => [path, "keep"] as const), ...whole]);
}

function takenLines({ taken, files }: Absorbed): readonly string[] {
  const said = {
    "as edited": "rendering gives it as edited",
    formatted: "rendering gives it as edited, formatted",
    differs: "it contains other edits by hand, and is left as it is",
  };
  return [
    ...taken.map(({ from, into }) => `Moved: ${from} -> ${into}`),
    ...[...files].map(([path, outcome]) => `${path}: ${said[outcome]}.`),
  ];
}
