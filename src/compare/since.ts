import type { Change, ChangeState, StackChanges, StackDrift } from "../model/drift.ts";
import type { Environment } from "../model/environment.ts";
import type { ProjectStack } from "../model/schema.ts";
import type { Subject } from "../model/subject.ts";
import { canonical } from "../values/canonical.ts";
import { heldValue, subjectsOf } from "./subject.ts";
import { subjectKey } from "./waivers.ts";

/** A stack at one time: its environments, and how they compare. */
export interface Moment {
  readonly stack: ProjectStack;
  readonly environments: readonly Environment[];
  readonly drift: StackDrift;
}

/**
 * Changes of one stack between two times: names whose values changed, and in which
 * environments they did not, and names whose class changed.
 *
 * @param before absent for a stack that is new
 */
export function changesSince(before: Moment | undefined, after: Moment): StackChanges {
  const was = new Map(before?.environments.map((environment) => [environment.name, environment]));
  const pairs = after.environments.flatMap((now): Pair[] => {
    const then = was.get(now.name);
    return then ? [{ then, now }] : [];
  });
  const names = new Set(after.environments.map(({ name }) => name));
  const changes = before
    ? subjectPairs(before, after, pairs).flatMap((subjects) =>
        changeOf(subjects, pairs, before.drift, after.drift),
      )
    : [];
  return {
    name: after.stack.name,
    environmentsAdded: [...names].filter((name) => !was.has(name)),
    environmentsRemoved: [...was.keys()].filter((name) => !names.has(name)),
    changes,
  };
}

/** One environment at both moments. */
interface Pair {
  readonly then: Environment;
  readonly now: Environment;
}

/** One variable or setting at both moments; one of them may be absent. */
interface SubjectPair {
  readonly then: Subject | undefined;
  readonly now: Subject | undefined;
}

function subjectPairs(before: Moment, after: Moment, pairs: readonly Pair[]): SubjectPair[] {
  const old = new Map(subjectsOf(before.stack).map((subject) => [subjectKey(subject), subject]));
  const current = subjectsOf(after.stack);
  const kept = new Set(current.map(subjectKey));
  const removed = [...old].flatMap(([key, subject]) => (kept.has(key) ? [] : [subject]));
  const added = current.filter((subject) => !old.has(subjectKey(subject)));
  const renamed = renames(removed, added, pairs);
  const gone = removed.filter((subject) => ![...renamed.values()].includes(subject));
  return [
    ...current.map((now) => {
      const then = old.get(subjectKey(now)) ?? renamed.get(now);
      return { then, now };
    }),
    ...gone.map((then) => ({ then, now: undefined })),
  ];
}

/** New names that took over all values of one that is gone, each with that one. */
function renames(
  removed: readonly Subject[],
  added: readonly Subject[],
  pairs: readonly Pair[],
): ReadonlyMap<Subject, Subject> {
  const renamed = new Map<Subject, Subject>();
  if (pairs.length === 0) return renamed;
  const available = new Set(removed);
  for (const now of added) {
    const alike = [...available].filter(
      (then) => then.kind === now.kind && pairs.every((pair) => !isTouched({ then, now }, pair)),
    );
    const described = alike.filter(({ description }) => description === now.description);
    const [then, another] = described.length > 0 ? described : alike;
    // Where two names are possible, none is named.
    if (!then || another) continue;
    renamed.set(now, then);
    available.delete(then);
  }
  return renamed;
}

function isTouched({ then, now }: SubjectPair, pair: Pair): boolean {
  const type = (now ?? then)?.type;
  const value = then && heldValue(pair.then, then);
  return canonical(value, type) !== canonical(now && heldValue(pair.now, now), type);
}

function changeOf(
  subjects: SubjectPair,
  pairs: readonly Pair[],
  driftBefore: StackDrift,
  driftAfter: StackDrift,
): Change[] {
  const { then, now } = subjects;
  const subject = now ?? then;
  if (!subject) return [];
  const before = stateOf(then, driftBefore);
  const after = stateOf(now, driftAfter);
  const touched: string[] = [];
  const untouched: string[] = [];
  for (const pair of pairs) (isTouched(subjects, pair) ? touched : untouched).push(pair.now.name);
  const isRenamed = then !== undefined && now !== undefined && then.name !== now.name;
  if (touched.length === 0 && before === after && !isRenamed) return [];
  const { kind, name } = subject;
  const renamedFrom = isRenamed ? then.name : undefined;
  const effect = effectOf(before, after);
  return [{ kind, name, renamedFrom, effect, before, after, touched, untouched }];
}

function stateOf(subject: Subject | undefined, { differences }: StackDrift): ChangeState {
  if (!subject) return "missing";
  const key = subjectKey(subject);
  return differences.find((difference) => subjectKey(difference) === key)?.class ?? "identical";
}

function effectOf(before: ChangeState, after: ChangeState): Change["effect"] {
  const differed = before !== "identical" && before !== "missing";
  const differs = after !== "identical" && after !== "missing";
  if (differs && !differed) return "introduced";
  if (differed && !differs) return "resolved";
  return differs && before !== after ? "reclassified" : "kept";
}
