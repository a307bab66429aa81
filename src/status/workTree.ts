import { type HandwrittenCode, handwrittenCode } from "../handwritten/handwrittenCode.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { type Environment, isOwnFile } from "../model/environment.ts";
import type { Project } from "../model/project.ts";
import type { StateFault } from "../model/status.ts";
import { digestsOnDisk } from "../project/digestsOnDisk.ts";
import { sha256 } from "../text/sha256.ts";

/** The digests of what Terraform would read here: those of the manifests, unless files were changed or added since. */
export function digestsHere(
  { files, environments, schema }: Project,
  manifest: Manifest,
): ReadonlyMap<string, string> {
  const here = digestsOnDisk(files, environments, schema.layout);
  return new Map([...manifest.digests].map(([name, digest]) => [name, here.get(name) ?? digest]));
}

/** The same of a commit, whose manifests count where its files match: an older terraloom may have made them. */
export function digestsAt(project: Project, manifest: Manifest): ReadonlyMap<string, string> {
  const { files, environments } = project;
  const isAsMade = [...manifest.files].every(([path, hashes]) => {
    const content = files.read(path);
    return content !== undefined && hashes.has(sha256(content));
  });
  return isAsMade && handwrittenCode(files, environments, manifest.files.keys()).length === 0
    ? manifest.digests
    : digestsHere(project, manifest);
}

/** Handwritten files beside an environment's code: in its folder, or in one that is of no environment, which all may read. */
export function besideOf(
  beside: readonly HandwrittenCode[],
  environment: Environment,
  environments: readonly Environment[],
): readonly HandwrittenCode[] {
  if (beside.length === 0) return beside;
  const others = environments.filter((other) => other.name !== environment.name);
  return beside.filter(
    ({ path }) => isOwnFile(environment, path) || !others.some((other) => isOwnFile(other, path)),
  );
}

/** Files beside generated code that change what it does, as a fault. */
export function overridden(beside: readonly HandwrittenCode[]): readonly StateFault[] {
  const paths = beside.filter(({ overrides }) => overrides).map(({ path }) => path);
  return paths.length > 0 ? [{ kind: "beside", paths }] : [];
}
