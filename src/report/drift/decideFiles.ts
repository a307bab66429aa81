import { count } from "../../diagnostics/phrases.ts";
import type { FileDiff, StackDrift } from "../../model/drift.ts";
import type { Limits } from "./limits.ts";
import { filesText, namesText } from "./words.ts";

/**
 * Decides which diffs of rendered files are shown: each once for all environments that have the same.
 *
 * @param isLong whether there are many environments: of a file in which each differs no diff is shown
 */
export function decideFiles(
  { base, environments, files }: StackDrift,
  limits: Limits,
  isLong: boolean,
) {
  if (base === undefined || environments.length < 2) return undefined;
  const diffs: (FileDiff & { path: string })[] = [];
  const unseen: string[] = [];
  let lines = 0;
  for (const { path, groups, omitted } of files?.different ?? []) {
    const shown = isLong && groups.length > limits.diffs ? [] : groups.slice(0, limits.diffs);
    for (const group of shown) {
      const length = group.diff.trimEnd().split("\n").length;
      if (lines + length > limits.diffLines) {
        unseen.push(`${path} of ${namesText(group.environments, 3)}`);
      } else {
        lines += length;
        diffs.push({ ...group, path });
      }
    }
    const left = groups.slice(shown.length).flatMap((group) => group.environments);
    const others = left.length + omitted;
    const noun = shown.length > 0 ? "more environment" : "environment";
    if (others > 0) unseen.push(`${path} of ${count(others, noun)}`);
  }
  return {
    base,
    text: files ? filesText(base, files) : "not compared, since the templates have errors.",
    diffs,
    more: unseen.length > 0 ? `Not shown: ${unseen.join("; ")}. --all shows them.` : undefined,
  };
}
