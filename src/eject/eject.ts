import { diagnostic } from "../diagnostics/diagnostic.ts";
import { prepareGenerate } from "../generate/generate.ts";
import { uncommittedFiles } from "../git/history.ts";
import type { Ejection } from "../model/ejection.ts";
import type { Project } from "../model/project.ts";
import { failure, type Result, success } from "../model/result.ts";
import { commitUnderLock } from "../transaction/underLock.ts";
import { planEject } from "./planEject.ts";

/** How a project leaves terraloom. */
export interface EjectOptions {
  /** Report what would be done, and write nothing. */
  readonly dryRun?: boolean;
  /** Remove uncommitted files too. */
  readonly force?: boolean;
}

/**
 * Leaves plain Terraform: the generated code without its first lines, and nothing of terraloom's own. All of it or
 * nothing; refused where what is on disk is not what the sources make, and where git could not bring the sources back.
 */
export async function eject(
  project: Project,
  { dryRun = false, force = false }: EjectOptions = {},
): Promise<Result<Ejection>> {
  const { rendered, current, problems: found } = await prepareGenerate(project);
  const errors = found.filter(({ severity }) => severity === "error");
  if (!rendered || errors.length > 0) return failure(...errors);
  if (!current) return failure(diagnostic("eject-not-current", {}));
  const ejection = planEject(project, rendered);
  const changes = [...ejection.freed, ...ejection.removed];
  const uncommitted = uncommittedFiles(project.root, ".");
  // What no commit could bring back; where there is no commit, all.
  const files = changes.flatMap(({ path }) =>
    !uncommitted.ok || uncommitted.value.includes(path) ? [path] : [],
  );
  if (files.length > 0 && !force) return failure(diagnostic("eject-uncommitted", { files }));
  if (dryRun) return success(ejection);
  const problems = await commitUnderLock(project.root, changes);
  return problems.length > 0 ? failure(...problems) : success(ejection);
}
