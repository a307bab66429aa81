import { createTwoFilesPatch, OMIT_HEADERS } from "diff";
import { changedFiles } from "../git/changedFiles.ts";
import { filesAt } from "../git/filesAt.ts";
import { readManifests } from "../manifest/readManifests.ts";
import { maskPair } from "../mask/maskPair.ts";
import { isOwnFile } from "../model/environment.ts";
import { readText } from "../model/files.ts";
import { groupBy } from "../model/groupBy.ts";
import { appliedCodeFile, belowOutput, recordFile } from "../model/layout.ts";
import type { MaskText } from "../model/maskText.ts";
import type { Project } from "../model/project.ts";
import { type Result, success } from "../model/result.ts";
import type { RenderedDiff } from "../model/review.ts";

/**
 * Changes of rendered files since a commit, without terraloom's own records. Files of several environments whose
 * differences are the same but for the environment's name are one.
 *
 * @param mask gives a file's text, of then or now, as it may be shown
 */
export function renderedDiffs(
  project: Project,
  commit: string,
  mask: MaskText,
): Result<readonly RenderedDiff[]> {
  const { root, files, schema, environments } = project;
  const changed = changedFiles(root, commit);
  if (!changed.ok) return changed;
  const made = readManifests(files, schema.layout).files;
  const records = recordFile(schema.layout, "");
  const paths = changed.value
    .filter((path) => made.has(path) || belowOutput(schema.layout, path) !== undefined)
    .filter((path) => !path.endsWith(`/${appliedCodeFile}`) && !/\/\.terraform/.test(path))
    .filter((path) => !(path.startsWith(records) && path.endsWith(".json")))
    .sort();
  const wanted = new Set(paths);
  const old = filesAt(root, commit, (path) => wanted.has(path));
  if (!old.ok) return old;
  const diffs = paths
    .map((path) => {
      const [before, after] = [readText(old.value, path), readText(files, path)];
      return { path, diff: diffOf(path, before, after, mask) };
    })
    .filter(({ diff }) => diff !== "");
  const groups = groupBy(diffs, ({ path, diff }) => {
    const name = environments.find((environment) => isOwnFile(environment, path))?.name;
    return name === undefined ? `${path} ${diff}` : `${path} ${diff}`.replaceAll(name, "{}");
  });
  return success(
    [...groups.values()].map((some) => {
      return { paths: some.map(({ path }) => path), diff: some[0]?.diff ?? "" };
    }),
  );
}

function diffOf(path: string, before = "", after = "", mask: MaskText): string {
  const texts = maskPair(mask, path, before, after);
  if (texts[0] === texts[1]) return "";
  const options = { context: 2, headerOptions: OMIT_HEADERS };
  return createTwoFilesPatch("", "", ...texts, undefined, undefined, options);
}
