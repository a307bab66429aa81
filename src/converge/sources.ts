import { hasErrors } from "../diagnostics/diagnostic.ts";
import { type Draft, draftOf } from "../model/draft.ts";
import type { Environment } from "../model/environment.ts";
import { readText } from "../model/files.ts";
import type { Project } from "../model/project.ts";
import { type Result, success } from "../model/result.ts";
import { specKey } from "../model/spec.ts";
import { layersOf } from "../resolve/inherit.ts";
import { resolve } from "../resolve/resolve.ts";
import { readSpec } from "../specs/readSpecs.ts";
import { type Edited, type Obstacle, obstacle } from "../text/textEdit.ts";

/** Sources that are being edited, in memory: an edit sees what the ones before it made. */
export interface Sources extends Pick<Project, "schema" | "specs" | "files"> {
  /** Those that were edited, by path. */
  readonly texts: ReadonlyMap<string, string>;
}

/** The sources of a project, before any edit. */
export function sourcesOf({ schema, specs, files }: Project): Sources {
  return { schema, specs, files, texts: new Map() };
}

/** The text of a file, as edited so far. */
export function textIn({ files, texts }: Sources, file: string): string {
  return texts.get(file) ?? readText(files, file) ?? "";
}

/** The sources with another text in one file; `undefined` where that is a spec, and would be none any more. */
export function withText(sources: Sources, file: string, text: string): Sources | undefined {
  const texts = new Map([...sources.texts, [file, text]]);
  if (!sources.specs.has(file)) return { ...sources, texts };
  const { spec, entries, problems } = readSpec(file, text);
  if (hasErrors(problems)) return undefined;
  const others = [...sources.specs].filter(
    ([, other]) => other.file !== file || other.within.length === 0,
  );
  const edited = [spec, ...entries].map((one) => [specKey(one), one] as const);
  return { ...sources, texts, specs: new Map([...others, ...edited]) };
}

/** The sources after an edit of a section of a spec, or what keeps it from being made. */
export function withEdit(
  sources: Sources,
  file: string,
  edit: Edited,
  section: string,
): Result<Sources, Obstacle> {
  if (!edit.ok) return edit;
  const edited = withText(sources, file, edit.value);
  return edited ? success(edited) : obstacle({ kind: "shared", path: [section] });
}

export function draftFrom({ files, texts }: Sources): Draft {
  const draft = draftOf(files);
  for (const [file, text] of texts) draft.write(file, text);
  return draft;
}

/**
 * The environments that a file is part of, as the specs have them: its own, if it is one's spec, and all that
 * extend it. Only these are resolved, for this is done once for each edit that is tried.
 *
 * @returns by name; one that has errors is left out
 */
export function environmentsOf(
  { schema, specs }: Sources,
  file: string,
): ReadonlyMap<string, Environment> {
  const members = [...specs.values()].filter(
    (spec) =>
      spec.environment !== undefined && layersOf(specs, spec).some((layer) => layer.file === file),
  );
  const needed = new Set(members.flatMap((spec) => layersOf(specs, spec)));
  const part = new Map([...specs].filter(([, spec]) => needed.has(spec)));
  const names = new Set(members.map(({ environment }) => environment));
  return new Map(
    resolve(schema, part)
      .environments.filter(({ name }) => names.has(name))
      .map((environment) => [environment.name, environment]),
  );
}
