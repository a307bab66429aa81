import { draftFrom, sourcesOf } from "../converge/sources.ts";
import {
  compareText,
  type Diagnostic,
  diagnostic,
  hasErrors,
  sortDiagnostics,
} from "../diagnostics/diagnostic.ts";
import { locationOfLine } from "../diagnostics/position.ts";
import { prepareGenerate } from "../generate/generate.ts";
import { maskProject } from "../mask/maskTexts.ts";
import type { Absorbed } from "../model/absorbed.ts";
import { readText } from "../model/files.ts";
import type { Project } from "../model/project.ts";
import type { Rendered } from "../model/rendered.ts";
import { failure, type Result, success } from "../model/result.ts";
import { mapToSource } from "../trace/mapToSource.ts";
import { textCandidates, valueCandidates } from "./candidates.ts";
import type { HandChange, NoChange } from "./changes.ts";
import { changedDefinitions } from "./definitions.ts";
import { distance, type EditedFile, editedFiles, textOf } from "./editedFiles.ts";
import { changedExpression } from "./expressions.ts";
import { type Proven, prove } from "./prove.ts";
import { changedText } from "./textChanges.ts";

/** Which changes are absorbed, and whether a template's edit may change other files too. */
export interface AbsorbOptions {
  /** Generated files, by their paths from the project's root; absent: all that were changed by hand. */
  readonly paths?: readonly string[];
  /** A template's line may be changed for files too that nobody edited. */
  readonly everywhere?: boolean;
}

/**
 * Works out which edits of specs and templates come to what was changed by hand in generated files. What is taken is
 * proven: rendered with it, the file is as it was edited. All else is reported, and stays.
 */
export async function absorb(
  project: Project,
  { paths, everywhere = false }: AbsorbOptions = {},
): Promise<Result<Absorbed>> {
  const { rendered, steps, problems } = await prepareGenerate(project, { force: true });
  if (!rendered || hasErrors(problems)) return failure(...problems);
  const asked = paths ? steps.filter(({ path }) => paths.includes(path)) : steps;
  const { edited, left: unread } = editedFiles(project, asked);
  const found = edited.flatMap((file) => changesIn(project, file));
  const begun: Proven = { sources: sourcesOf(project), rendered, taken: [], refused: [] };
  const values = valueCandidates(project, ofKind(found, "value"));
  const texts = textCandidates(ofKind(found, "text"));
  const withValues = await prove(project, edited, values, everywhere, begun);
  const proven = await prove(project, edited, texts.candidates, everywhere, withValues);
  const refused = proven.refused.flatMap(({ candidate: { places, belongs }, why }) =>
    places.map((at): NoChange => ({ kind: "left", why, at, belongs })),
  );
  const left = [...ofKind(found, "left"), ...texts.left, ...refused].map(toProblem);
  const taken = proven.taken
    .flatMap(({ places, into }) => places.map(({ file, line }) => ({ file, line, into })))
    .sort((a, b) => compareText(a.file, b.file) || a.line - b.line)
    .map(({ file, line, into }) => ({ from: `${file}:${line}`, into }));
  const files = new Map(
    edited.map((file) => [file.output.path, outcome(proven.rendered, file)] as const),
  );
  const untouched = new Set(
    steps.flatMap(({ action, path }) => (action === "edited" && !files.has(path) ? [path] : [])),
  );
  const draft = draftFrom(proven.sources);
  return success({ draft, taken, left: sortDiagnostics([...unread, ...left]), files, untouched });
}

function changesIn(project: Project, file: EditedFile): readonly HandChange[] {
  const { output, rendered, wanted } = file;
  const { path } = output;
  const shown = maskProject(project)(path, wanted);
  const placeOf = (line: number) => locationOfLine(path, shown, line, 1);
  const placeAt = (offset: number) => placeOf(wanted.slice(0, offset).split("\n").length);
  const templateLine = (template: string, line: number): string | undefined =>
    readText(project.files, template)?.split("\n")[line - 1];
  const environment = project.environments.find(({ name }) => name === output.environment);
  const defined = environment && changedDefinitions(file, environment, placeAt);
  const { changes = [], rest = wanted } = defined ?? {};
  const text = changedText(file, rest, placeOf, templateLine).map((change): HandChange => {
    if (change.kind !== "expression") return change;
    const { expression, at, template } = change;
    const value = environment && changedExpression(output, environment, change);
    const why = { kind: "expression", text: expression } as const;
    return value ?? { kind: "left", why, at, belongs: template };
  });
  return [...changes, ...text].map((change) => {
    if (change.kind !== "left" || !change.belongs?.file.startsWith("templates/")) return change;
    // Where helpers write a line, the schema or a spec says what is in it.
    const line = rendered
      .split("\n")
      .findIndex((one) => one === wanted.split("\n")[change.at.line - 1]);
    const told = locationOfLine(path, rendered, line < 0 ? change.at.line : line + 1, 1);
    return { ...change, belongs: mapToSource(told, rendered, output, project).location };
  });
}

function ofKind<K extends HandChange["kind"]>(
  changes: readonly HandChange[],
  kind: K,
): readonly Extract<HandChange, { kind: K }>[] {
  return changes.filter(
    (change): change is Extract<HandChange, { kind: K }> => change.kind === kind,
  );
}

function toProblem({ why, at, belongs }: NoChange): Diagnostic {
  const related = belongs ? [{ location: belongs, note: "what writes it" }] : [];
  return diagnostic("not-absorbed", { why }, at, related);
}

function outcome(rendered: Rendered, file: EditedFile): "as edited" | "formatted" | "differs" {
  if (textOf(rendered, file.output.path) === file.onDisk) return "as edited";
  return distance(rendered, file) === 0 ? "formatted" : "differs";
}
