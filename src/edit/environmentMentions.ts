import type { Location } from "../diagnostics/diagnostic.ts";
import { locationAt } from "../diagnostics/position.ts";
import type { Draft } from "../model/draft.ts";
import { walk } from "../model/files.ts";
import { specsDirectory, templatesDirectory } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import type { TextEdit } from "../text/textEdit.ts";

/** A place with an environment's name: a whole string, or a value of a spec. */
export interface EnvironmentMention {
  readonly location: Location;
  readonly file: string;
  readonly edit: Pick<TextEdit, "start" | "end">;
  /**
   * Whether it certainly means the environment: in a helper or a condition, or with a slash. A plain word may
   * also be a stage, a label or a bucket.
   */
  readonly isCertain: boolean;
}

/** All places in schema, specs and templates that say an environment's name, in the order of the files. */
export function environmentMentions(
  { files }: Project,
  draft: Draft,
  name: string,
): readonly EnvironmentMention[] {
  const escaped = name.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  return ["schema", specsDirectory, templatesDirectory].flatMap((folder) =>
    walk(files, folder).flatMap((file) => {
      const text = draft.read(file);
      if (text?.includes(name) !== true) return [];
      const found = new Map<number, boolean>();
      for (const [pattern, isCertain] of patternsFor(folder, escaped, name.includes("/"))) {
        for (const { index, groups } of text.matchAll(pattern)) {
          const start = index + (groups?.before ?? "").length;
          found.set(start, (found.get(start) ?? false) || isCertain);
        }
      }
      return [...found]
        .sort(([a], [b]) => a - b)
        .map(([start, isCertain]) => {
          const end = start + name.length;
          const location = locationAt(file, text, start, end);
          return { location, file, edit: { start, end }, isCertain };
        });
    }),
  );
}

function patternsFor(
  folder: string,
  name: string,
  isPath: boolean,
): readonly (readonly [RegExp, boolean])[] {
  const literal = new RegExp(`(?<before>(["'\`]))${name}\\2`, "g");
  if (folder === specsDirectory) {
    // As a map's value, or a list's item, in whatever quotes.
    return [
      [literal, isPath],
      [
        new RegExp(`(?<before>(?:^|[:,\\[-])[ \\t]+)${name}(?=[ \\t]*(?:[,\\]}#\\r\\n]|$))`, "gm"),
        isPath,
      ],
    ];
  }
  if (folder !== templatesDirectory) return [[literal, isPath]];
  return [
    [literal, isPath],
    [new RegExp(`(?<before>\\(\\s*environment\\s+(["']))${name}\\2`, "g"), true],
    [
      new RegExp(
        `(?<before>\\{\\{!--\\s*when\\s[^\\n]*?environment=(?:[^\\s]*,)?)${name}(?=[,\\s])`,
        "g",
      ),
      true,
    ],
  ];
}
