import type { Location } from "../diagnostics/diagnostic.ts";
import { locationOfLine } from "../diagnostics/position.ts";
import { decodeText } from "../model/files.ts";
import type { Project } from "../model/project.ts";
import type { Output } from "../model/rendered.ts";
import type { Step } from "../model/step.ts";
import { hunks } from "../text/hunks.ts";
import { mapToSource } from "./mapToSource.ts";
import { writtenIn } from "./writtenLine.ts";

/** More places are not listed: these say where to begin. */
const mostPlaces = 4;

/**
 * Where in specs, schema and templates what was changed by hand in a generated file belongs: one place for each group
 * of changed lines, without their texts, which may hold what is sensitive.
 */
export function handEditSources(
  { output, old }: Extract<Step, { action: "edited" }>,
  project: Pick<Project, "environments" | "schema">,
): readonly Location[] {
  const rendered = output?.content;
  const edited = decodeText(old);
  if (!output || typeof rendered !== "string" || edited === undefined) return [];
  const lines = rendered.split("\n");
  const found = new Map<string, Location>();
  for (const { start, end, lines: wanted } of hunks(rendered, edited, output.kind === "hcl")) {
    // What was added belongs after the line above it.
    const line = Math.min(start === end ? Math.max(start, 1) : start + 1, lines.length);
    const told = locationOfLine(output.path, rendered, line, 1);
    const { location } = mapToSource(told, rendered, output, project);
    const value =
      start === end ? undefined : valueIn(location, lines[start], wanted[0], output, project);
    const { file, line: at, column } = value ?? location;
    if (file !== output.path) found.set(`${file}:${at}`, { file, line: at, column });
    if (found.size === mostPlaces) break;
  }
  return [...found.values()];
}

/** A place as a person writes it. */
export function placeText({ file, line }: Location): string {
  return `${file}:${line}`;
}

/** Where a value is said that a template's line writes, and that is what changed in it. */
function valueIn(
  template: Location,
  line = "",
  edited = "",
  { environment }: Output,
  { environments }: Pick<Project, "environments">,
): Location | undefined {
  const before = writtenIn(template.excerpt ?? "", line);
  const after = writtenIn(template.excerpt ?? "", edited);
  const changed = before?.find(({ text }, index) => after && after[index]?.text !== text);
  const [, section, path = ""] =
    /^\{\{\{?\s*(settings|values)\.([\w.-]+)\s*\}?\}\}$/.exec(changed?.expression ?? "") ?? [];
  const within = environments.find(({ name }) => name === environment);
  if (section === undefined) return undefined;
  return within?.locate(
    [section === "values" ? "variables" : section, ...path.split(".")],
    "value",
  );
}
