import { emptyManifest, type Manifest, parseManifest } from "../manifest/manifest.ts";
import { environmentOfManifest, manifestDirectory, manifestFile } from "../manifest/paths.ts";
import type { Layout } from "../model/layout.ts";
import { type Result, success } from "../model/result.ts";
import { readObjects } from "./filesAt.ts";
import { askGit } from "./git.ts";
import { readTrees, type Trees } from "./readTrees.ts";

/** What manifests say of environments' code. */
export type Codes = Pick<Manifest, "digests" | "held">;

/**
 * What the manifests of commits say: one for each environment, or, in older commits, one for all. Each distinct one
 * is read once, by one git for many.
 *
 * @param root absolute path of the project
 * @param commits their hashes
 * @returns in the order of the commits
 */
export function codesOf(
  root: string,
  commits: readonly string[],
  layout: Layout,
): Result<readonly Codes[]> {
  const objects = manifestObjects(root, commits, layout);
  if (!objects.ok) return objects;
  const trees = readTrees(root, [...new Set(objects.value.flatMap(({ folder }) => folder ?? []))]);
  if (!trees.ok) return trees;
  const shared = readManifestObjects(
    root,
    new Set(objects.value.flatMap(({ file }) => file ?? [])),
  );
  if (!shared.ok) return shared;
  const ofOne = [...trees.value.values()].flat().filter(({ kind }) => kind === "blob");
  const single = readManifestObjects(root, new Set(ofOne.map(({ object }) => object)), "");
  if (!single.ok) return single;

  const known = new Map<string, Codes>();
  const codes = objects.value.map(({ file = "", folder = "" }) => {
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

/** Each commit's objects of the shared manifest and of the folder of the others, where it has them. */
function manifestObjects(
  root: string,
  commits: readonly string[],
  layout: Layout,
): Result<readonly { readonly file?: string; readonly folder?: string }[]> {
  const names = commits.map(
    (hash) => `${hash}:./${manifestFile(layout)}\n${hash}:./${manifestDirectory(layout)}\n`,
  );
  const format = "--batch-check=%(objectname) %(objecttype)";
  const answer = askGit(root, ["cat-file", format], names.join(""));
  if (!answer.ok) return answer;
  const lines = answer.value.toString().split("\n");
  const objects = commits.map((_, index) => {
    const file = /^([0-9a-f]+) blob$/.exec(lines[2 * index] ?? "")?.[1];
    const folder = /^([0-9a-f]+) tree$/.exec(lines[2 * index + 1] ?? "")?.[1];
    return { ...(file ? { file } : {}), ...(folder ? { folder } : {}) };
  });
  return success(objects);
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
  objects: ReadonlySet<string>,
  environment?: string,
): Result<ReadonlyMap<string, Manifest>> {
  const parsed = new Map<string, Manifest>();
  const distinct = [...objects];
  for (let at = 0; at < distinct.length; at += atOnce) {
    const input = distinct.slice(at, at + atOnce).map((object) => `${object}\n`);
    const answer = askGit(root, ["cat-file", "--batch"], input.join(""));
    if (!answer.ok) return answer;
    for (const [object, content] of readObjects(answer.value)) {
      parsed.set(object, parseManifest(withoutFiles(Buffer.from(content).toString()), environment));
    }
  }
  return success(parsed);
}

/** The code stands first, the many files after it. */
function withoutFiles(text: string): string {
  const files = text.indexOf('\n  "files"');
  return files < 0 ? text : text.slice(0, files);
}
