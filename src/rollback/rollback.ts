import { classesIn } from "../compare/compare.ts";
import { subjectKey } from "../compare/waivers.ts";
import { bringAll } from "../converge/bringTo.ts";
import { settledWaivers, withoutWaivers } from "../converge/settle.ts";
import { draftFrom, type Sources, sourcesOf, textIn, withEdit } from "../converge/sources.ts";
import { startOf } from "../diagnostics/position.ts";
import { manualEdit } from "../edit/manualEdit.ts";
import { type DriftClass, failingClasses } from "../model/drift.ts";
import type { Environment } from "../model/environment.ts";
import type { Project } from "../model/project.ts";
import { failure, type Result, success } from "../model/result.ts";
import type { Differences, RolledBack, WaiverWords } from "../model/rollback.ts";
import { specOf } from "../model/spec.ts";
import { labelsOf, type Named } from "../model/subject.ts";
import { isMapValue } from "../model/value.ts";
import { inherit, layersOf } from "../resolve/inherit.ts";
import { resolve } from "../resolve/resolve.ts";
import { putWaiver } from "../yaml/putWaiver.ts";

/**
 * Gives an environment the values that it had, in its own spec, in memory; and a waiver for each that then differs,
 * where nothing else permits that, and where it is to be held. One that an earlier waiver is about gets the new words;
 * one that differs no more loses it.
 *
 * @param environment as it is today
 * @param differences none of them unfit
 * @param today today, for the end of waivers: `YYYY-MM-DD`
 */
export function rollback(
  project: Project,
  environment: Environment,
  { changed }: Differences,
  words: WaiverWords,
  today: string,
): Result<RolledBack> {
  const { file, within, name, stack, acceptedDrift } = environment;
  const brought = bringAll(sourcesOf(project), environment, changed);
  if (brought.problems.length > 0) return failure(...brought.problems);
  let { sources } = brought;
  const subjects = changed.map(({ subject }) => subject);
  const before = classesAmong(sources, environment, today);
  const differing = subjects.filter((subject) => before(subject) !== undefined);
  const hasOwn = (subject: Named): boolean =>
    acceptedDrift.some((waiver) => subjectKey(waiver) === subjectKey(subject));
  const waived = differing.filter((subject) => {
    if (words.hold) return true;
    if (before(subject) === "declared") return false;
    return before(subject) !== "accepted" || hasOwn(subject);
  });
  const settled = settledWaivers(sources, stack, subjects, [file], today).own;
  const outdated = differing.filter((subject) => !waived.includes(subject) && hasOwn(subject));
  const gone = [...settled, ...outdated];
  const cleared = gone.length > 0 ? withoutWaivers(sources, environment, gone) : success(sources);
  if (!cleared.ok) {
    const write = `take out the waivers of ${labelsOf(gone)}, which nothing needs now.`;
    return manualEdit(cleared, write, startOf(file));
  }
  sources = cleared.value;
  for (const { kind, name: subject } of waived) {
    const waiver = { kind, name: subject, ...words };
    const inherited = inheritedWaivers(sources, environment);
    const edit = putWaiver(textIn(sources, file), waiver, inherited, within);
    const edited = withEdit(sources, file, edit, "accepted_drift");
    if (!edited.ok) {
      const write = `accept the drift of ${labelsOf(waived)} in ${name} until ${words.until}.`;
      return manualEdit(edited, write, startOf(file));
    }
    sources = edited.value;
  }
  const after = classesAmong(sources, environment, today);
  return success({
    draft: draftFrom(sources),
    waived,
    declared: waived.filter((subject) => before(subject) === "declared"),
    undeclared: subjects.filter((subject) =>
      failingClasses.some((failing) => failing === after(subject)),
    ),
  });
}

/** How the values of an environment's stack differ between environments. */
function classesAmong(
  { schema, specs }: Sources,
  { stack }: Environment,
  today: string,
): (subject: Named) => DriftClass | undefined {
  const classes = classesIn(stack, resolve(schema, specs).environments, today);
  return (subject) => classes.get(subjectKey(subject));
}

/** The list that a spec inherits, where it has none of its own. */
function inheritedWaivers({ specs }: Sources, environment: Environment) {
  const own = specOf(specs, environment);
  if (!own || own.has(["accepted_drift"])) return [];
  return (inherit(layersOf(specs, own)).accepted_drift ?? []).filter(isMapValue);
}
