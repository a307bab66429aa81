import { maskedValue, maskingOf } from "../mask/mask.ts";
import {
  type Difference,
  type DriftClass,
  type DriftCounts,
  driftClasses,
  type Identical,
  type Part,
  type StackDrift,
  type Unneeded,
  type WaiverState,
} from "../model/drift.ts";
import type { Environment } from "../model/environment.ts";
import type { ProjectStack } from "../model/schema.ts";
import type { Subject } from "../model/subject.ts";
import type { Value } from "../model/value.ts";
import { canonical } from "../values/canonical.ts";
import { type ComparedParts, holdersOf, holdingsOf } from "./holdings.ts";
import { type DifferingPart, differingParts } from "./parts.ts";
import { heldValue, subjectsOf, withReason } from "./subject.ts";
import { unneededOf } from "./unneeded.ts";
import { classify, subjectKey, waiversBySubject } from "./waivers.ts";

/** How a comparison is made. */
export interface CompareOptions {
  /** The day by which waivers are judged, `YYYY-MM-DD`. */
  readonly today: string;
  /** Whether all of the stack's environments are there; only then is it known that a permission is not needed. */
  readonly complete: boolean;
}

/**
 * Compares the environments of one stack, name by name: what differs, where it was written, and
 * whether it may.
 *
 * @param environments those of the stack, in promotion order
 */
export function compareEnvironments(
  stack: ProjectStack,
  environments: readonly Environment[],
  { today, complete }: CompareOptions,
): StackDrift {
  const waivers = waiversBySubject(environments, today);
  const masking = maskingOf(stack, environments);
  const mask = (value: Value): Value => (masking ? maskedValue(value, masking) : value);
  const compared = subjectsOf(stack).map((declared): Compared => {
    const subject = withReason(declared, environments);
    const waived = waivers.get(subjectKey(subject)) ?? [];
    const values = environments.map((environment) => heldValue(environment, subject));
    const meanings = values.map((value) => canonical(value, subject.type));
    const differs = new Set(meanings).size > 1;
    const parts = differs ? partsOf(subject, values, meanings) : [];
    return { subject, waived, values, meanings, parts };
  });
  const holders = holdersOf(environments, compared);
  const differences: Difference[] = [];
  const identical: Identical[] = [];
  const unneeded: Unneeded[] = [];
  for (const { subject, waived, values, meanings, parts } of compared) {
    const byEnvironment = new Map(
      environments.map(({ name }, index) => [name, meanings[index] ?? ""] as const),
    );
    if (parts.length > 0) {
      const shown = parts.map(
        (part): Part => ({
          path: part.path,
          ...(part.order ? { order: true } : {}),
          holdings: holdingsOf(subject, part, holders.get(part) ?? [], mask),
        }),
      );
      differences.push(differenceOf(subject, byEnvironment, shown, waived));
    } else {
      const part = { path: [], values, meanings, order: false };
      identical.push(...identicalOf(subject, environments, part, mask));
    }
    if (complete && environments.length > 1) {
      unneeded.push(...unneededOf(subject, byEnvironment, waived));
    }
  }
  return {
    name: stack.name,
    environments: environments.map(({ name }) => name),
    counts: countsOf(differences, unneeded, identical),
    differences: differences.sort(
      (a, b) =>
        driftClasses.indexOf(a.class) - driftClasses.indexOf(b.class) ||
        outliersOf(a) - outliersOf(b),
    ),
    unneeded,
    identical,
    secrets: [...stack.secrets.keys()],
  };
}

/** The class of each difference between the environments of a stack, by {@link subjectKey}. */
export function classesIn(
  stack: ProjectStack,
  environments: readonly Environment[],
  today: string,
): ReadonlyMap<string, DriftClass> {
  const members = environments.filter((environment) => environment.stack === stack);
  const { differences } = compareEnvironments(stack, members, { today, complete: true });
  return new Map(differences.map((difference) => [subjectKey(difference), difference.class]));
}

/** A variable or setting, and what the environments hold of it, in their order. */
interface Compared extends ComparedParts {
  readonly waived: readonly WaiverState[];
  readonly values: readonly (Value | undefined)[];
  readonly meanings: readonly string[];
}

/** In how many environments the value is not the most common one: a single one is what is looked for. */
function outliersOf({ parts }: Difference): number {
  const rare = parts.map(({ holdings }) =>
    holdings.slice(0, -1).reduce((sum, { holders }) => sum + holders.length, 0),
  );
  return Math.max(0, ...rare);
}

/** A sensitive value is compared as a whole: its keys may be sensitive too. */
function partsOf(
  { sensitive, type }: Subject,
  values: readonly (Value | undefined)[],
  meanings: readonly string[],
): DifferingPart[] {
  return sensitive ? [{ path: [], values, meanings, order: false }] : differingParts(values, type);
}

function differenceOf(
  { kind, name, description, drift, sensitive, place }: Subject,
  meanings: ReadonlyMap<string, string>,
  parts: Difference["parts"],
  waivers: readonly WaiverState[],
): Difference {
  return {
    kind,
    name,
    class: classify(drift, meanings, waivers),
    ...(description === undefined ? {} : { description }),
    ...(drift === undefined ? {} : { reason: drift }),
    sensitive,
    ...(place ? { place } : {}),
    waivers,
    parts,
  };
}

function identicalOf(
  subject: Subject,
  environments: readonly Environment[],
  part: DifferingPart,
  mask: (value: Value) => Value,
): Identical[] {
  const [first] = environments;
  if (!first) return [];
  const holders = holdersOf([first], [{ subject, parts: [part] }]).get(part) ?? [];
  const [holding] = holdingsOf(subject, part, holders, mask);
  const { kind, name } = subject;
  const place = holding?.holders[0]?.place;
  return holding ? [{ kind, name, shown: holding.shown, ...(place ? { place } : {}) }] : [];
}

function countsOf(
  differences: readonly Difference[],
  unneeded: readonly Unneeded[],
  identical: readonly Identical[],
): DriftCounts {
  const count = (wanted: Difference["class"]): number =>
    differences.filter((difference) => difference.class === wanted).length;
  return {
    undeclared: count("undeclared"),
    expired: count("expired"),
    accepted: count("accepted"),
    declared: count("declared"),
    unneeded: unneeded.length,
    identical: identical.length,
  };
}
