import { converge } from "../../converge/converge.ts";
import { maskTexts } from "../../mask/maskTexts.ts";
import { success } from "../../model/result.ts";
import { convergedLines, foundLines, nothingText } from "../../report/converged.ts";
import { knownEnvironment } from "../answers/knownEnvironment.ts";
import { changeCommand } from "../changing.ts";
import { currentDay } from "../options.ts";

export const command = changeCommand({
  names: "[NAME...]",
  description: `Copies values of one environment into the spec of another one, and generates. Without NAME it copies
all undeclared and expired differences, and values that are held in --from, so that a rollback also
reaches --to. Name variables that may differ to copy them, and settings as settings.NAME. Values
that are held in --to are not changed. Waivers that are no longer needed are removed. Only the specs
of the two environments are edited, and comments are kept.`,
  examples: {
    "converge --from staging --to production": "all undeclared and expired differences",
    "converge --from production --to staging core_memory --dry-run":
      "one value; shows the diff only",
  },
  options: {
    "--from ENV": "the environment whose values are copied",
    "--to ENV": "the environment whose spec is edited",
  },
  async work(project, interview) {
    const environment = (option: string, ask: string) =>
      knownEnvironment({ option, ask }, project, interview);
    const from = await environment("--from", "Copy values from which environment?");
    const to = await environment("--to", "Copy them to which environment?");
    if (from && from === to) {
      interview.wrong("--to", { kind: "same-environment", name: to.name });
    }
    if (!from || !to || interview.problems.length > 0) return interview.failure();
    const request = { from, to, names: interview.given.names, today: currentDay() };
    const converged = converge(project, request);
    if (!converged.ok) return converged;
    const found = foundLines(converged.value, request);
    if (converged.value.copied.length === 0) {
      return success({ found, next: [nothingText(converged.value, request)] });
    }
    const mask = maskTexts(to.stack, project.environments);
    const next = convergedLines(converged.value, request);
    return success({ draft: converged.value.draft, found, next, mask });
  },
});
