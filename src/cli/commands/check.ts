import { hasErrors } from "../../diagnostics/diagnostic.ts";
import { check } from "../../generate/generate.ts";
import { maskProject } from "../../mask/maskTexts.ts";
import { loadProject } from "../../project/loadProject.ts";
import { countText, differencesText } from "../../report/changes.ts";
import { diagnosticFormats } from "../../report/diagnostics.ts";
import { stepDiff } from "../../report/unifiedDiff.ts";
import type { Command } from "../command.ts";
import { choice, formatOption, rootOf, styleOf, tellProblems } from "../options.ts";
import { progressLine } from "../progressLine.ts";

/** `terraloom check` */
export const checkCommand: Command = {
  name: "check",
  description: `Compares generated/ with what generate would make, and writes nothing. Tells files that are
stale, missing, new, orphaned and edited by hand apart, and prints the unified diff.`,
  options: { format: formatOption },
  async run(given, io) {
    const format = choice(given, "format", diagnosticFormats, io);
    if (!format) return 1;
    const { progress, clear } = progressLine(io);
    const project = await loadProject(rootOf(given, io), undefined, progress);
    const { steps, current, problems } = await check(project, progress);
    clear();
    tellProblems(problems, format, io);
    if (hasErrors(problems)) return 1;
    if (current) {
      io.stderr.write(`generated/ is current: ${steps.length} files\n`);
      return 0;
    }
    const style = styleOf(io.stdout, io);
    if (format === "text") {
      io.stdout.write(differencesText(steps, style));
      const mask = maskProject(project);
      for (const step of steps) io.stdout.write(stepDiff(step, style, mask));
    }
    const counts = countText(steps, {
      create: "missing",
      update: "stale",
      delete: "orphaned",
      edited: "edited by hand",
      blocked: "blocked",
      unchanged: "current",
    });
    io.stderr.write(`generated/ is not current: ${counts}\n`);
    const edited = steps.some(({ action }) => action === "edited");
    io.stderr.write(
      edited
        ? "Move the changes made by hand into templates, specs or schema, then run: npx terraloom generate --force\n"
        : "Run: npx terraloom generate\n",
    );
    return 2;
  },
};
