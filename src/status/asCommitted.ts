import { diagnostic } from "../diagnostics/diagnostic.ts";
import { commitOf } from "../git/commit.ts";
import { filesAt } from "../git/filesAt.ts";
import { mainBranch } from "../git/mainBranch.ts";
import { handwrittenCode } from "../handwritten/handwrittenCode.ts";
import { isManifestFile } from "../manifest/paths.ts";
import { readManifests } from "../manifest/readManifests.ts";
import { type Environment, isOwnFile, type Waiver } from "../model/environment.ts";
import type { Files } from "../model/files.ts";
import type { Project } from "../model/project.ts";
import { failure, type Result, success } from "../model/result.ts";
import type { Spec, Specs } from "../model/spec.ts";
import { isMapValue } from "../model/value.ts";
import { inherit, layersOf } from "../resolve/inherit.ts";
import { readHold } from "../resolve/readHold.ts";
import { readSpecs } from "../specs/readSpecs.ts";
import { backendIn } from "../terraform/backend.ts";
import { sha256 } from "../text/sha256.ts";

/**
 * A project with the files of a commit, and its holds. The commit is read as data: its schema and its
 * templates are not run, so the environments and their promotion order are those of this checkout.
 */
export function asCommitted(
  project: Project,
  revision: string,
): Result<{ readonly project: Project; readonly hash: string }> {
  const hash = commitOf(project.root, revision);
  if (!hash.ok) return hash;
  // Judged from main, a commit cannot change the rules that it is judged by.
  const { ref, hasHead } = mainBranch(project.root, "HEAD");
  if (!hasHead) return failure(diagnostic("judged-off-main", { main: ref }));
  const found = filesAt(project.root, hash.value);
  if (!found.ok) return found;
  const files = { ...project.files, ...found.value };
  const { specs } = readSpecs(files);
  const own = new Map([...specs.values()].map((spec) => [spec.environment, spec] as const));
  const environments = project.environments.map((environment) => {
    const { hold: _, ...rest } = environment;
    return { ...rest, ...holdsIn(specs, own.get(environment.name)) };
  });
  return success({ project: { ...project, files, environments }, hash: hash.value });
}

function holdsIn(
  specs: Specs,
  spec: Spec | undefined,
): Pick<Environment, "acceptedDrift" | "hold"> {
  if (!spec) return { acceptedDrift: [] };
  const sections = inherit(layersOf(specs, spec));
  const { hold } = readHold(sections.hold, spec.locate);
  const acceptedDrift = (sections.accepted_drift ?? []).filter(isMapValue).flatMap((entry) => {
    const { variable, setting, reason, until } = entry;
    const kind = setting === undefined ? "variable" : "setting";
    const subject = setting ?? variable;
    if (typeof subject !== "string" || typeof reason !== "string" || typeof until !== "string") {
      return [];
    }
    const location = spec.locate(["accepted_drift"], "key");
    return [{ kind, name: subject, reason, until, hold: entry.hold === true, location } as Waiver];
  });
  return { acceptedDrift, ...(hold ? { hold } : {}) };
}

/**
 * Files of a commit, of an environment's code or shared by all, that differ from what its manifests
 * list; and handwritten files that change generated ones.
 */
export function filesNotAsGenerated(
  { environments, schema: { layout } }: Project,
  name: string,
  files: Files,
): string[] {
  const others = environments.filter((environment) => environment.name !== name);
  const isTheirs = (path: string): boolean => others.some((other) => isOwnFile(other, path));
  const made = readManifests(files, layout).files;
  const changed = [...made].flatMap(([path, hashes]) => {
    if (isManifestFile(layout, path) || isTheirs(path)) return [];
    const bytes = files.read(path);
    return bytes && hashes.has(sha256(bytes)) ? [] : [path];
  });
  const overriding = handwrittenCode(files, environments, made.keys()).filter(
    ({ path, overrides }) => overrides && !isTheirs(path),
  );
  return [...changed, ...overriding.map(({ path }) => path)];
}

/** Whether an environment's code keeps its state in one place, as this checkout has it and as a commit has it. */
export function hasSameBackend(checkout: Files, committed: Files, folder: string): boolean {
  const of = (files: Files): string => {
    // Links of a commit are not followed.
    const list: Files["list"] = (path) => files.list(path).filter(({ kind }) => kind === "file");
    const { type, settings, code } = backendIn({ ...files, list }, folder);
    return JSON.stringify([type, [...settings].sort(), [...code]]);
  };
  return of(checkout) === of(committed);
}
