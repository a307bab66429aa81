import { emptyManifest, type Manifest, parseManifest } from "../manifest/manifest.ts";
import { environmentOfManifest, manifestDirectory, manifestFile } from "../manifest/paths.ts";
import type { Layout } from "../model/layout.ts";
import { type Result, success } from "../model/result.ts";
import { contentsOf, objectsNamed } from "./objects.ts";
import { readTrees, type Trees } from "./readTrees.ts";

/** The digests and holds of environments in manifests. */
export type Codes = Pick<Manifest, "digests" | "held">;

/**
 * Reads the manifests of commits: one for each environment, or, in older commits, one for all. Each distinct one
 * is read once, many by one process of git.
 *
 * @returns in the order of the commits
 */
export function codesOf(
  root: string,
  commits: readonly string[],
  layout: Layout,
): Result<readonly Codes[]> {
  const at = (path: string): readonly string[] => commits.map((hash) => `${hash}:./${path}`);
  const files = objectsNamed(root, "blob", at(manifestFile(layout)));
  if (!files.ok) return files;
  const folders = objectsNamed(root, "tree", at(manifestDirectory(layout)));
  if (!folders.ok) return folders;
  const trees = readTrees(root, folders.value);
  if (!trees.ok) return trees;
  const shared = readManifestObjects(root, files.value);
  if (!shared.ok) return shared;
  const entries = [...trees.value.values()].flat();
  const blobs = entries.flatMap(({ kind, object }) => (kind === "blob" ? [object] : []));
  const single = readManifestObjects(root, blobs, "");
  if (!single.ok) return single;

  const known = new Map<string, Codes>();
  const codes = commits.map((_, index) => {
    const file = files.value[index] ?? "";
    const folder = folders.value[index] ?? "";
    const found = known.get(`${file} ${folder}`);
    if (found) return found;
    const { digests, held } = shared.value.get(file) ?? emptyManifest;
    const made = { digests: new Map(digests), held: new Map(held) };
    for (const { environment, object } of environmentsIn(trees.value, folder, layout)) {
      const manifest = single.value.get(object) ?? emptyManifest;
      for (const kind of ["digests", "held"] as const) {
        const code = manifest[kind].get("");
        if (code !== undefined) made[kind].set(environment, code);
      }
    }
    known.set(`${file} ${folder}`, made);
    return made;
  });
  return success(codes);
}

/** The environments that have a manifest in a tree. */
function environmentsIn(
  trees: Trees,
  folder: string,
  layout: Layout,
  path: string = manifestDirectory(layout),
): readonly { readonly environment: string; readonly object: string }[] {
  return (trees.get(folder) ?? []).flatMap(({ kind, name, object }) => {
    const at = `${path}/${name}`;
    if (kind === "tree") return environmentsIn(trees, object, layout, at);
    const environment = environmentOfManifest(layout, at);
    return environment === undefined ? [] : [{ environment, object }];
  });
}

/** How many manifests are in memory at a time. */
const atOnce = 500;

function readManifestObjects(
  root: string,
  objects: readonly (string | undefined)[],
  environment?: string,
): Result<ReadonlyMap<string, Manifest>> {
  const parsed = new Map<string, Manifest>();
  const distinct = [...new Set(objects)];
  for (let at = 0; at < distinct.length; at += atOnce) {
    const contents = contentsOf(root, distinct.slice(at, at + atOnce));
    if (!contents.ok) return contents;
    for (const [object, content] of contents.value) {
      parsed.set(object, parseManifest(withoutFiles(Buffer.from(content).toString()), environment));
    }
  }
  return success(parsed);
}

/** Digests come first, the many files after them. */
function withoutFiles(text: string): string {
  const files = text.indexOf('\n  "files"');
  return files < 0 ? text : text.slice(0, files);
}
