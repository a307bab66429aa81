import { bringTo } from "../converge/bringTo.ts";
import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { draftOf } from "../model/draft.ts";
import type { Environment } from "../model/environment.ts";
import type { Project } from "../model/project.ts";
import type { Differences, RolledBack, WaiverWords } from "../model/rollback.ts";
import { waive } from "./waivers.ts";

/**
 * Gives an environment the values that it had, in its own spec, and the waivers that keep a drift report true
 * while it differs; in memory.
 *
 * @param environment as it is today
 * @param differences none of them unfit
 * @param today the day by which waivers are judged, `YYYY-MM-DD`
 */
export function rollback(
  { schema, specs: specsBefore, files }: Project,
  environment: Environment,
  { changed }: Differences,
  words: WaiverWords,
  today: string,
): RolledBack | { readonly problems: readonly Diagnostic[] } {
  const { file } = environment;
  const draft = draftOf(files);
  const problems: Diagnostic[] = [];
  let specs = specsBefore;
  for (const wanted of changed) {
    const brought = bringTo(schema, specs, environment, draft.read(file) ?? "", wanted);
    if ("problem" in brought) {
      problems.push(brought.problem);
      continue;
    }
    draft.write(file, brought.text);
    specs = brought.specs;
  }
  if (hasErrors(problems)) return { problems };
  const subjects = changed.map(({ subject }) => subject);
  const text = draft.read(file) ?? "";
  const waived = waive(schema, specs, environment, text, subjects, words, today);
  if ("problem" in waived) return { problems: [waived.problem] };
  draft.write(file, waived.text);
  return { ...waived, draft };
}
