import { count } from "../../diagnostics/phrases.ts";
import type { FileDiff, StackDrift } from "../../model/drift.ts";
import { paintDiff } from "../unifiedDiff.ts";
import type { TextOptions } from "./layout.ts";
import { wrap } from "./layout.ts";
import { filesText, namesText } from "./words.ts";

/** Kinds of diffs of one file that are shown without `all`. */
const mostGroups = 3;

/** Lines of diffs that are shown without `all`; fewer where many environments make the report long. */
function mostLines(environments: number): number {
  return environments > 10 ? 100 : 300;
}

/** What differs in the rendered files: the diff from the base's, once for all that have the same. */
export function diffLines(
  { base, environments, files }: StackDrift,
  options: TextOptions,
): string[] {
  const { style, columns, all } = options;
  if (base === undefined) return [];
  if (!files)
    return ["", style.dim("The rendered files are not compared: the templates have errors.")];
  const lines = ["", ...wrap(filesText(base, files), columns)];
  const title = "Rendered files";
  lines[1] = style.bold(title) + (lines[1] ?? "").slice(title.length);
  let left = all ? Number.POSITIVE_INFINITY : mostLines(environments.length);
  const unseen: string[] = [];
  for (const { path, groups, omitted } of files.different) {
    const isEachItsOwn = environments.length > 10 && groups.length > mostGroups;
    const shown = all ? groups : groups.slice(0, isEachItsOwn ? 0 : mostGroups);
    for (const group of shown) {
      const diff = group.diff.trimEnd().split("\n");
      if (diff.length > left) {
        unseen.push(`${path} of ${namesText(group.environments, 3)}`);
        continue;
      }
      left -= diff.length;
      lines.push("", ...alsoIn(group, all).map(style.dim));
      lines.push(...paintDiff(diff.join("\n"), style).split("\n"));
    }
    const others =
      groups.slice(shown.length).flatMap((group) => group.environments).length + omitted;
    if (others > 0)
      unseen.push(
        `${path} of ${count(others, shown.length > 0 ? "more environment" : "environment")}`,
      );
  }
  if (unseen.length > 0) {
    lines.push("", style.dim(`Not shown: ${unseen.join("; ")}. --all shows them.`));
  }
  return lines;
}

function alsoIn({ environments }: FileDiff, all: boolean): string[] {
  if (environments.length === 1) return [];
  return [`The same in ${namesText(environments.slice(1), all ? Number.POSITIVE_INFINITY : 5)}:`];
}
