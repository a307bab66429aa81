import { classesIn } from "../compare/compare.ts";
import { subjectKey } from "../compare/waivers.ts";
import { settledWaivers, withoutWaivers } from "../converge/settle.ts";
import { specsWith } from "../converge/specTexts.ts";
import { startOf } from "../diagnostics/position.ts";
import { manualEdit } from "../edit/manualEdit.ts";
import { failingClasses } from "../model/drift.ts";
import type { Environment } from "../model/environment.ts";
import { type Failure, type Result, success } from "../model/result.ts";
import type { WaiverWords } from "../model/rollback.ts";
import type { ProjectSchema } from "../model/schema.ts";
import { type Specs, specOf } from "../model/spec.ts";
import { labelsOf, type Named } from "../model/subject.ts";
import { isMapValue } from "../model/value.ts";
import { inherit, layersOf } from "../resolve/inherit.ts";
import { resolve } from "../resolve/resolve.ts";
import { type Obstacle, obstacle } from "../text/textEdit.ts";
import { putWaiver } from "../yaml/putWaiver.ts";

/** An environment's own spec with the waivers that a rollback needs. */
export interface Waived {
  readonly text: string;
  readonly waived: readonly Named[];
  /** Those that may differ by declaration, and are held. */
  readonly declared: readonly Named[];
  /** What differs without permission despite a waiver: other environments differ among themselves. */
  readonly undeclared: readonly Named[];
}

/**
 * Adds a waiver for each value that was rolled back and now differs: where nothing else permits that, and where
 * it should be held. An earlier waiver of the value is replaced; it is removed if the value does not differ any more.
 *
 * @param specs with the values rolled back
 * @param text of the environment's own spec, the same
 */
export function waive(
  schema: ProjectSchema,
  specs: Specs,
  environment: Environment,
  text: string,
  subjects: readonly Named[],
  words: WaiverWords,
  today: string,
): Result<Waived> {
  const { file, within, name, stack, acceptedDrift } = environment;
  const before = classesIn(stack, resolve(schema, specs).environments, today);
  const differing = subjects.filter((subject) => before.has(subjectKey(subject)));
  const hasOwn = ({ kind, name }: Named): boolean =>
    acceptedDrift.some((waiver) => waiver.kind === kind && waiver.name === name);
  const isDeclared = (subject: Named): boolean => before.get(subjectKey(subject)) === "declared";
  const waived = differing.filter((subject) => {
    if (words.hold) return true;
    if (isDeclared(subject)) return false;
    return before.get(subjectKey(subject)) !== "accepted" || hasOwn(subject);
  });
  const settled = settledWaivers(schema, stack, specs, subjects, [file], today).own;
  const outdated = differing.filter((subject) => !waived.includes(subject) && hasOwn(subject));
  const gone = [...settled, ...outdated];
  const cleared = gone.length > 0 ? withoutWaivers(specs, file, text, gone, within) : success(text);
  if (!cleared.ok) {
    const write = `take out the waivers of ${labelsOf(gone)}, which nothing needs now.`;
    return manualEdit(cleared, write, startOf(file));
  }
  const write = `accept the drift of ${labelsOf(waived)} in ${name} until ${words.until}.`;
  const refused = (edit: Failure<Obstacle>): Failure => manualEdit(edit, write, startOf(file));
  let edited = cleared.value;
  for (const { kind, name: subject } of waived) {
    const inherited = inheritedWaivers(specsWith(specs, file, edited) ?? specs, environment);
    const edit = putWaiver(edited, { kind, name: subject, ...words }, inherited, within);
    if (!edit.ok) return refused(edit);
    edited = edit.value;
  }
  const after = specsWith(specs, file, edited);
  if (!after) return refused(obstacle({ kind: "shared", path: ["accepted_drift"] }));
  const classes = classesIn(stack, resolve(schema, after).environments, today);
  return success({
    text: edited,
    waived,
    declared: waived.filter(isDeclared),
    undeclared: subjects.filter((subject) =>
      failingClasses.some((one) => one === classes.get(subjectKey(subject))),
    ),
  });
}

/** The list that a spec inherits, where it has none of its own. */
function inheritedWaivers(specs: Specs, environment: Environment) {
  const own = specOf(specs, environment);
  if (!own || own.has(["accepted_drift"])) return [];
  return (inherit(layersOf(specs, own)).accepted_drift ?? []).filter(isMapValue);
}
