import { type Diagnostic, diagnostic, type RelatedLocation } from "../../diagnostics/diagnostic.ts";
import { startOf } from "../../diagnostics/position.ts";
import { decodeText } from "../../model/files.ts";
import type { CheckReport } from "../../model/generateReport.ts";
import type { Project } from "../../model/project.ts";
import type { Step } from "../../model/step.ts";
import { handEditSources, placeText } from "../../trace/handEditSources.ts";

/** What differs, with the file's path from the project's root. */
export interface FileDifference {
  readonly path: string;
  readonly kind: "stale" | "missing" | "new" | "orphaned" | "edited" | "blocked" | "manifest";
  /** The template, or what of terraloom makes it; absent where nothing does any more. */
  readonly source?: string;
  readonly step?: Step;
  readonly problem: Diagnostic;
}

/** A finding for each file that is not what `generate` would make, sorted by path, manifests last. */
export function fileDifferences(
  { steps, manifests }: CheckReport,
  project: Pick<Project, "environments" | "schema">,
): FileDifference[] {
  const stale = manifests.map((path): FileDifference => {
    const problem = diagnostic("manifest-stale", { path }, startOf(path));
    return { path, kind: "manifest", problem };
  });
  return [...steps.flatMap((step) => differenceOf(step, project) ?? []), ...stale];
}

function differenceOf(
  step: Step,
  project: Pick<Project, "environments" | "schema">,
): FileDifference | undefined {
  const { path } = step;
  const source = "output" in step ? step.output?.source : undefined;
  const found = { path, step, ...(source === undefined ? {} : { source }) };
  const made = madeFrom(source);
  const told = (code: "file-missing" | "file-new" | "file-orphaned") =>
    diagnostic(code, { path }, startOf(path), made);
  switch (step.action) {
    case "unchanged":
      return undefined;
    case "create":
      return step.restored
        ? { ...found, kind: "missing", problem: told("file-missing") }
        : { ...found, kind: "new", problem: told("file-new") };
    case "update": {
      const { modeAlone = false } = step;
      const place = { file: path, line: modeAlone ? 1 : changedLine(step), column: 1 };
      const problem = diagnostic("file-stale", { path, modeAlone }, place, made);
      return { ...found, kind: "stale", problem };
    }
    case "delete":
      return { ...found, kind: "orphaned", problem: told("file-orphaned") };
    case "edited": {
      const { orphan } = step;
      const places = handEditSources(step, project);
      const into = places.map(placeText);
      const args = { path, orphan, source, known: true, into };
      const location = { file: path, line: changedLine(step), column: 1 };
      const belongs = places.map((place) => ({ location: place, note: "the change belongs here" }));
      const related = belongs.length > 0 ? belongs : made;
      return {
        ...found,
        kind: "edited",
        problem: diagnostic("hand-edited", args, location, related),
      };
    }
    case "blocked": {
      const args = { path, by: step.by };
      const problem = diagnostic("output-blocked", args, startOf(path));
      return { ...found, kind: "blocked", problem };
    }
  }
}

/** terraloom's own files have no template. */
function madeFrom(source: string | undefined): readonly RelatedLocation[] {
  if (source === undefined || !source.includes("/")) return [];
  return [{ location: startOf(source), note: "made from this" }];
}

/** The first line of the file on disk that differs from what it should be. */
function changedLine(step: Extract<Step, { action: "update" | "edited" }>): number {
  const content = step.output?.content;
  const old = decodeText(step.old)?.split("\n");
  const text = typeof content === "string" ? content.split("\n") : undefined;
  if (!old || !text) return 1;
  const index = old.findIndex((line, at) => line !== text[at]);
  return Math.min(index < 0 ? old.length : index + 1, Math.max(old.length - 1, 1));
}
