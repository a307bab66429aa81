import { readManifests } from "../manifest/readManifests.ts";
import { type Environment, placeOf } from "../model/environment.ts";
import type { Files } from "../model/files.ts";
import { appliedCodeFile, type Layout } from "../model/layout.ts";
import type { Output } from "../model/rendered.ts";
import { codeTree } from "../render/codeTree.ts";
import { digestOutputs } from "../render/digest.ts";

/**
 * The digest of each environment's code as it lies on disk, by the rule of `digestOutputs`: another one than the
 * manifest's where generated files were changed by hand since, or code came to lie beside them.
 */
export function digestsOnDisk(
  files: Files,
  environments: readonly Environment[],
  layout: Layout,
): ReadonlyMap<string, string> {
  const folders = new Map(environments.map((one) => [placeOf(one), one.name]));
  const made: Output[] = [];
  for (const path of readManifests(files, layout).files.keys()) {
    // What keeps the digest is not part of it.
    const content = path.endsWith(`/${appliedCodeFile}`) ? undefined : files.read(path);
    if (content === undefined) continue;
    const environment = folderAbove(path, folders);
    made.push({
      path,
      content,
      kind: path.endsWith(".md") ? "text" : "hcl",
      source: path,
      ...(environment === undefined ? {} : { environment }),
    });
  }
  const tree = codeTree(made, {
    read: (path) => files.read(path),
    list: (path) => files.list(path),
    isMade: () => false,
  });
  return digestOutputs(made, environments, tree).digests;
}

/** The environment in whose folder a file lies. */
function folderAbove(path: string, folders: ReadonlyMap<string, string>): string | undefined {
  const own = folders.get(path);
  if (own !== undefined) return own;
  for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) {
    const environment = folders.get(path.slice(0, at));
    if (environment !== undefined) return environment;
  }
  return undefined;
}
