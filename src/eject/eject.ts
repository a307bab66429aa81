import { diagnostic } from "../diagnostics/diagnostic.ts";
import { prepareGenerate } from "../generate/generate.ts";
import { changedFiles } from "../git/changedFiles.ts";
import type { Ejection } from "../model/ejection.ts";
import type { Project } from "../model/project.ts";
import { failure, type Result, success } from "../model/result.ts";
import { commitUnderLock } from "../transaction/underLock.ts";
import { planEject } from "./planEject.ts";

/** How a project leaves terraloom. */
export interface EjectOptions {
  /** Say what would be done, and write nothing. */
  readonly dryRun?: boolean;
  /** Remove what no commit holds, too. */
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
  const uncommitted = force
    ? []
    : uncommittedAmong(
        project.root,
        changes.map(({ path }) => path),
      );
  if (uncommitted.length > 0)
    return failure(diagnostic("eject-uncommitted", { files: uncommitted }));
  if (dryRun) return success(ejection);
  const problems = await commitUnderLock(project.root, changes);
  return problems.length > 0 ? failure(...problems) : success(ejection);
}

/** Of some files those that a commit could not bring back; where there is no commit, all. */
function uncommittedAmong(root: string, paths: readonly string[]): readonly string[] {
  const changed = changedFiles(root, "HEAD");
  if (!changed.ok) return paths;
  const known = new Set(changed.value);
  return paths.filter((path) => known.has(path));
}
