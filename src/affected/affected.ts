import { diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import { baseOf } from "../git/baseOf.ts";
import { changedFiles } from "../git/changedFiles.ts";
import { codesOf } from "../git/codesOf.ts";
import { filesAt } from "../git/filesAt.ts";
import { emptyManifest } from "../manifest/manifest.ts";
import { readManifests } from "../manifest/readManifests.ts";
import type { AffectedEnvironment, AffectedReport } from "../model/affected.ts";
import type { Environment } from "../model/environment.ts";
import { type Layout, specsDirectory, templatesDirectory } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import { type Result, success } from "../model/result.ts";
import { modulesOnDisk } from "../render/reachedCode.ts";
import { workOf } from "../resolve/environmentWork.ts";
import { selectEnvironments } from "../resolve/selectEnvironments.ts";
import { type Changes, isDefinitions, reasonsOf } from "./reasons.ts";
import { sortChanges } from "./sortChanges.ts";

export interface AffectedOptions {
  /** A revision; absent: the main branch, or on that the commit before. */
  readonly since?: string;
  /** Selectors of environments, as `selectEnvironments` reads them; none: all. */
  readonly environments?: readonly string[];
  readonly committed?: boolean;
}

/**
 * Finds the environments whose code differs from a revision: by the digests of the manifests, by lock files, and by
 * handwritten files. Nothing is rendered, and nothing is written.
 */
export function affectedReport(
  project: Project,
  { since: revision, environments: names = [], committed = false }: AffectedOptions = {},
): AffectedReport {
  const { root, environments, schema, problems } = project;
  if (hasErrors(problems)) return unknown(problems);
  const selected = selectEnvironments(environments, names);
  if (selected.problems.length > 0) return unknown(selected.problems);
  const since = baseOf(root, revision, foldersOfWork(schema.layout, environments));
  if (!since.ok) return unknown(since.problems);
  const changes = changesSince(project, since.value.commit, committed);
  if (!changes.ok) return unknown(changes.problems);
  const { before, after } = changes.value;
  const missing = selected.environments.filter(({ name }) => !after.digests.has(name));
  if (missing.length > 0) {
    return unknown(
      missing.map(({ name, file }) =>
        diagnostic("digest-missing", { environment: name }, startOf(file)),
      ),
    );
  }
  const chosen = new Set(selected.environments.map(({ name }) => name));
  const affected = workOf(environments).flatMap((work): AffectedEnvironment[] => {
    const reasons = chosen.has(work.environment) ? reasonsOf(work, changes.value) : [];
    const digest = after.digests.get(work.environment) ?? "";
    return reasons.length > 0 ? [{ ...work, digest, reasons }] : [];
  });
  const known = new Set(environments.map(({ name }) => name));
  const removed = [...before.digests.keys()].filter((name) => !known.has(name)).sort();
  const isAffected = affected.length + removed.length > 0;
  return {
    version: 1,
    verdict: isAffected ? "affected" : "unaffected",
    since: since.value,
    environments: affected,
    removed,
    problems,
  };
}

function unknown(problems: AffectedReport["problems"]): AffectedReport {
  return { version: 1, verdict: "error", environments: [], removed: [], problems };
}

/** The folders at the project's top that sources, and the code of environments, are in. */
function foldersOfWork(layout: Layout, environments: readonly Environment[]): readonly string[] {
  const tops = environments.map(({ directory }) => directory.split("/")[0] || ".");
  const output = layout.output === "" ? [] : [layout.output];
  return [...new Set(["schema", specsDirectory, templatesDirectory, ...output, ...tops])];
}

/** @param committed whether the later time is HEAD's; else it is the work tree's */
function changesSince(
  { root, files, environments, schema: { layout } }: Project,
  commit: string,
  committed: boolean,
): Result<Changes> {
  const changed = changedFiles(root, commit, committed ? "HEAD" : undefined);
  if (!changed.ok) return changed;
  const codes = codesOf(root, committed ? [commit, "HEAD"] : [commit], layout);
  if (!codes.ok) return codes;
  const definitions = new Set(changed.value.filter((path) => isDefinitions({ path })));
  const isWanted = (path: string): boolean => definitions.has(path);
  const old = filesAt(root, commit, isWanted);
  if (!old.ok) return old;
  const young = committed ? filesAt(root, "HEAD", isWanted) : success(files);
  if (!young.ok) return young;
  const manifests = readManifests(files, layout);
  const [before = emptyManifest, atHead = manifests] = codes.value;
  return success({
    before: { ...before, files: old.value },
    after: { ...atHead, files: young.value },
    ...sortChanges(changed.value, workOf(environments), manifests.files, files),
    modulesOf: modulesOnDisk(files),
  });
}
