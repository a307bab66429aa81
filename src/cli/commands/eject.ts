import { hasErrors } from "../../diagnostics/diagnostic.ts";
import { type EjectOptions, eject } from "../../eject/eject.ts";
import { disk } from "../../files/disk.ts";
import type { Ejection } from "../../model/ejection.ts";
import { schemaEntry } from "../../model/layout.ts";
import { loadProject } from "../../project/loadProject.ts";
import { finishKilled } from "../changing.ts";
import type { Command } from "../command.ts";
import { refuseToWrite, rootOf } from "../options.ts";

export const command: Command = {
  description: `Removes terraloom from the repository: removes the header line from generated files, and deletes
schema/, templates/, the specs, manifests, JSON Schemas for editors and the records of what is
applied. Plain Terraform remains in the same place, otherwise byte for byte. All of it is done or
nothing, and only if the generated files are current and the sources are committed, so that git can
restore them.`,
  examples: {
    "eject --dry-run": "what would be removed, and what would stay",
    eject: "and then: terraform plan, in each environment",
  },
  options: {
    "--dry-run": "print what would be done, and write nothing",
    "--force": "also delete uncommitted sources",
  },
  async run(given, io) {
    const root = rootOf(given, io);
    const wasKilled = await finishKilled(root, io);
    if (wasKilled === undefined) return 1;
    if (wasKilled && disk(root).kind(schemaEntry) === undefined) {
      io.stderr.write("With that, what is left is plain Terraform.\n");
      return 0;
    }
    const project = await loadProject(root);
    const options: EjectOptions = {
      dryRun: given.options["dry-run"] === true,
      force: given.options.force === true,
    };
    if (hasErrors(project.problems)) return refuseToWrite(project.problems, io);
    const ejected = await eject(project, options);
    if (!ejected.ok) return refuseToWrite(ejected.problems, io);
    io.stdout.write(changesText(ejected.value));
    io.stderr.write(nextText(ejected.value, options.dryRun === true));
    return 0;
  },
};

/** A line a file: what loses its first line, and what goes. */
function changesText({ freed, removed }: Ejection): string {
  const lines = [
    ...freed.map(({ path }) => `  kept     ${path}`),
    ...removed.map(({ path }) => `  removed  ${path}`),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function nextText({ freed, removed, recorded, mentions }: Ejection, dryRun: boolean): string {
  const lines = [
    `${freed.length} files ${dryRun ? "would be" : "are now"} plain Terraform, ${removed.length} of terraloom's own ${dryRun ? "would be removed" : "are removed"}.`,
  ];
  if (recorded.length > 0) {
    lines.push(
      `The next plan of ${recorded.join(", ")} only removes terraloom's record, where it was applied: terraform_data.terraloom and the outputs terraloom and terraloom_begun. No infrastructure belongs to them.`,
    );
  }
  if (mentions.length > 0) lines.push(`These speak of terraloom and stay: ${mentions.join(", ")}`);
  lines.push(
    dryRun
      ? "Nothing was written: this was a dry run."
      : "Take terraloom out of package.json: npm uninstall terraloom. To come back: git checkout .",
  );
  return lines.map((line) => `${line}\n`).join("");
}
