import { classesIn } from "../compare/compare.ts";
import { meaningOf, subjectsOf } from "../compare/subject.ts";
import { isActiveHold, subjectKey } from "../compare/waivers.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import { manualEdit } from "../edit/manualEdit.ts";
import type { Converged, ConvergeRequest, Held } from "../model/converged.ts";
import { failingClasses } from "../model/drift.ts";
import type { Environment, Waiver } from "../model/environment.ts";
import { groupBy } from "../model/groupBy.ts";
import type { Project } from "../model/project.ts";
import { failure, type Result, success } from "../model/result.ts";
import { labelOf, type Named, type Subject } from "../model/subject.ts";
import { bringAll, wantedFrom } from "./bringTo.ts";
import { settledWaivers, withoutWaivers } from "./settle.ts";
import { draftFrom, sourcesOf } from "./sources.ts";
import { namedSubjects } from "./subject.ts";

/**
 * Copies resolved values of one environment into another one's own spec, in memory: by default all undeclared
 * differences, and what the source holds, so that a rollback is copied too. What the target holds
 * is kept. Waivers that are not needed any more are removed.
 */
export function converge(
  project: Project,
  { from, to, names, today }: ConvergeRequest,
): Result<Converged> {
  const { stack } = to;
  if (from.stack.name !== stack.name) {
    const environments = [from.name, to.name] as const;
    const stacks = [from.stack.name, stack.name] as const;
    return failure(diagnostic("other-stack", { environments, stacks }));
  }
  const named = namedSubjects(stack, names);
  if (named.problems.length > 0) return failure(...named.problems);
  const differing = subjectsOf(stack).filter(
    (subject) => meaningOf(from, subject) !== meaningOf(to, subject),
  );
  const keys = new Set(differing.map(subjectKey));
  const isHeld = (subject: Named): boolean => activeHold(to, subject, today) !== undefined;
  const classes = classesIn(stack, project.environments, today);
  const classOf = (subject: Named) => classes.get(subjectKey(subject)) ?? "declared";
  const wanted =
    names.length > 0
      ? named.subjects.filter((subject) => keys.has(subjectKey(subject)))
      : differing.filter((subject) => {
          const itsClass = classOf(subject);
          const comesHome = itsClass === "accepted" && activeHold(from, subject, today);
          return failingClasses.includes(itsClass) || comesHome;
        });
  const refused = names.length > 0 ? wanted.filter(isHeld) : [];
  if (refused.length > 0) return failure(...heldOf(to, refused, today).map(heldProblem(to)));
  const copied = wanted.filter((subject) => !isHeld(subject));
  const edited = edit(project, from, to, copied, today);
  if (!edited.ok) return edited;
  const left = differing.filter((subject) => !copied.includes(subject) && !isHeld(subject));
  return success({
    ...edited.value,
    copied,
    equal: named.subjects.filter((subject) => !keys.has(subjectKey(subject))),
    held: heldOf(to, names.length > 0 ? [] : differing, today),
    left: new Map([...groupBy(left, classOf)].map(([its, { length }]) => [its, length])),
  });
}

type Edited = Pick<Converged, "draft" | "settled" | "settledElsewhere">;

function edit(
  project: Project,
  from: Environment,
  to: Environment,
  copied: readonly Subject[],
  today: string,
): Result<Edited> {
  const wanted = copied.map((subject) => wantedFrom(from, subject));
  const brought = bringAll(sourcesOf(project), to, wanted);
  const problems = [...brought.problems];
  let { sources } = brought;
  const files = [from.file, to.file];
  const { own, shared } = settledWaivers(sources, to.stack, copied, files, today);
  for (const environment of [from, to]) {
    const { name, file } = environment;
    const settled = own.filter(
      ({ place, environments }) => place?.file === file && environments.includes(name),
    );
    if (settled.length === 0) continue;
    const edited = withoutWaivers(sources, environment, settled);
    if (edited.ok) sources = edited.value;
    else {
      const write = `take out the waivers of ${settled.map(labelOf).join(", ")}, which nothing needs any more.`;
      problems.push(...manualEdit(edited, write, startOf(file)).problems);
    }
  }
  if (problems.length > 0) return failure(...problems);
  return success({ draft: draftFrom(sources), settled: own, settledElsewhere: shared });
}

function heldOf(environment: Environment, subjects: readonly Named[], today: string): Held[] {
  return subjects.flatMap(({ kind, name }) => {
    const waiver = activeHold(environment, { kind, name }, today);
    return waiver ? [{ kind, name, waiver }] : [];
  });
}

function heldProblem({ name }: Environment): (held: Held) => Diagnostic {
  return ({ waiver, ...subject }) => {
    const { until, reason, location } = waiver;
    const args = { label: labelOf(subject), environment: name, until, reason };
    return diagnostic("held", args, location);
  };
}

/** The waiver that holds an environment's value: with `hold: true`, and its last day not over. */
function activeHold(
  { acceptedDrift }: Environment,
  { kind, name }: Named,
  today: string,
): Waiver | undefined {
  return acceptedDrift.find(
    (waiver) => waiver.kind === kind && waiver.name === name && isActiveHold(waiver, today),
  );
}
