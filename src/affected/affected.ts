import { diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import { baseOf } from "../git/baseOf.ts";
import { changedFiles, textsAt } from "../git/changedFiles.ts";
import { type Codes, codesOf } from "../git/codesOf.ts";
import { emptyManifest } from "../manifest/manifest.ts";
import { readManifests } from "../manifest/readManifests.ts";
import type {
  AffectedEnvironment,
  AffectedReport,
  EnvironmentWork,
  Since,
} from "../model/affected.ts";
import type { Environment } from "../model/environment.ts";
import { readText } from "../model/files.ts";
import { type Layout, specsDirectory, templatesDirectory } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import { type Result, success } from "../model/result.ts";
import { modulesOnDisk } from "../render/reachedCode.ts";
import { workOf } from "../resolve/environmentWork.ts";
import { selectEnvironments } from "../resolve/selectEnvironments.ts";
import { type Change, reasonsOf } from "./reasons.ts";
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
export function affectedReport(project: Project, options: AffectedOptions = {}): AffectedReport {
  const { environments, problems } = project;
  if (hasErrors(problems)) return unknown(project.problems);
  const selected = selectEnvironments(environments, options.environments ?? []);
  if (selected.problems.length > 0) return unknown(selected.problems);
  const moments = momentsOf(project, options);
  if (!moments.ok) return unknown(moments.problems);
  const { since, before, after } = moments.value;
  const missing = selected.environments.filter(({ name }) => !after.digests.has(name));
  if (missing.length > 0) {
    return unknown(
      missing.map(({ name, file }) =>
        diagnostic("digest-missing", { environment: name }, startOf(file)),
      ),
    );
  }
  const found = affectedAmong(project, selected.environments, moments.value);
  if (!found.ok) return unknown(found.problems);
  const known = new Set(environments.map(({ name }) => name));
  const removed = [...before.digests.keys()].filter((name) => !known.has(name)).sort();
  const isAffected = found.value.length + removed.length > 0;
  return {
    version: 1,
    verdict: isAffected ? "affected" : "unaffected",
    since,
    environments: found.value,
    removed,
    problems,
  };
}

function unknown(problems: AffectedReport["problems"]): AffectedReport {
  return { version: 1, verdict: "error", environments: [], removed: [], problems };
}

/** The code at two times, and the changed files. */
interface Moments {
  readonly since: Since;
  readonly before: Codes;
  readonly after: Codes;
  /** Relative to the project's root. */
  readonly changed: readonly string[];
  /** Whether the later time is HEAD; else it is the work tree. */
  readonly committed: boolean;
}

function momentsOf(
  { root, files, environments, schema: { layout } }: Project,
  { since: revision, committed = false }: AffectedOptions,
): Result<Moments> {
  const since = baseOf(root, revision, foldersOfWork(layout, environments));
  if (!since.ok) return since;
  const { commit } = since.value;
  const changed = changedFiles(root, commit, committed ? "HEAD" : undefined);
  if (!changed.ok) return changed;
  const codes = codesOf(root, committed ? [commit, "HEAD"] : [commit], layout);
  if (!codes.ok) return codes;
  const [before = emptyManifest, atHead] = codes.value;
  const after = atHead ?? readManifests(files, layout);
  return success({ since: since.value, before, after, changed: changed.value, committed });
}

/** The top-level folders of sources and of environments' code. */
function foldersOfWork(layout: Layout, environments: readonly Environment[]): readonly string[] {
  const tops = environments.map(({ directory }) => directory.split("/")[0] || ".");
  const output = layout.output === "" ? [] : [layout.output];
  return [...new Set(["schema", specsDirectory, templatesDirectory, ...output, ...tops])];
}

/** A shared root module counts as a module. */
function sharedBy({ path, valuesFile }: EnvironmentWork): readonly string[] {
  return valuesFile === undefined ? [] : [path];
}

function affectedAmong(
  project: Project,
  environments: readonly Environment[],
  { since, before, after, changed, committed }: Moments,
): Result<readonly AffectedEnvironment[]> {
  const { root, files, schema } = project;
  const chosen = new Set(environments.map(({ name }) => name));
  const work = workOf(project.environments).filter(({ environment }) => chosen.has(environment));
  const made = readManifests(files, schema.layout).files;
  const { byEnvironment, folders } = sortChanges(changed, work, made, files);
  const modulesOf = modulesOnDisk(files);
  const changes = work.map((subject): Change => {
    const name = subject.environment;
    return {
      subject,
      isNew: !before.digests.has(name),
      isOther: before.digests.get(name) !== after.digests.get(name),
      holdsOther: before.held.get(name) !== after.held.get(name),
      own: byEnvironment.get(name) ?? [],
      modules: folders.size > 0 ? [...sharedBy(subject), ...modulesOf(subject.path)] : [],
    };
  });
  const definitions = changes.flatMap(({ own, isOther }) =>
    isOther ? own.flatMap(({ path }) => (path.endsWith(".tfvars") ? [path] : [])) : [],
  );
  const old = textsAt(root, since.commit, definitions);
  if (!old.ok) return old;
  const young = committed ? textsAt(root, "HEAD", definitions) : undefined;
  if (young && !young.ok) return young;
  const textsOf = (path: string): readonly [string, string] => {
    const onDisk = (): string => readText(files, path) ?? "";
    return [old.value.get(path) ?? "", young ? (young.value.get(path) ?? "") : onDisk()];
  };
  return success(
    changes.flatMap((change): AffectedEnvironment[] => {
      const reasons = reasonsOf(change, folders, textsOf);
      const digest = after.digests.get(change.subject.environment) ?? "";
      return reasons.length > 0 ? [{ ...change.subject, digest, reasons }] : [];
    }),
  );
}
