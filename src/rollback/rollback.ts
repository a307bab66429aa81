import { bringAll } from "../converge/bringTo.ts";
import { hasErrors } from "../diagnostics/diagnostic.ts";
import { draftOf } from "../model/draft.ts";
import type { Environment } from "../model/environment.ts";
import type { Project } from "../model/project.ts";
import { failure, type Result, success } from "../model/result.ts";
import type { Differences, RolledBack, WaiverWords } from "../model/rollback.ts";
import { waive } from "./waivers.ts";

/**
 * Restores an environment's earlier values, in its own spec, and adds the waivers that a drift report needs
 * while it differs; in memory.
 *
 * @param environment as it is today
 * @param differences none of them unfit
 * @param today today, for the end of waivers: `YYYY-MM-DD`
 */
export function rollback(
  { schema, specs: specsBefore, files }: Project,
  environment: Environment,
  { changed }: Differences,
  words: WaiverWords,
  today: string,
): Result<RolledBack> {
  const { file } = environment;
  const draft = draftOf(files);
  const { specs, problems } = bringAll(schema, specsBefore, environment, draft, changed);
  if (hasErrors(problems)) return failure(...problems);
  const subjects = changed.map(({ subject }) => subject);
  const text = draft.read(file) ?? "";
  const waived = waive(schema, specs, environment, text, subjects, words, today);
  if (!waived.ok) return waived;
  draft.write(file, waived.value.text);
  return success({ ...waived.value, draft });
}
