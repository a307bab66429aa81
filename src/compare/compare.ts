import { maskedValue, maskingOf } from "../mask/mask.ts";
import {
  type Difference,
  type DriftClass,
  driftClasses,
  type Identical,
  type Part,
  type StackDrift,
  type Unneeded,
} from "../model/drift.ts";
import type { Environment } from "../model/environment.ts";
import type { ProjectStack } from "../model/schema.ts";
import type { Value } from "../model/value.ts";
import { canonical } from "../values/canonical.ts";
import { holdersOf, holdingsOf } from "./holdings.ts";
import { differingParts } from "./parts.ts";
import { heldValue, subjectsOf, withReason } from "./subject.ts";
import { unneededOf } from "./unneeded.ts";
import { classify, subjectKey, waiversBySubject } from "./waivers.ts";

export interface CompareOptions {
  /** Today, for the end of waivers: `YYYY-MM-DD`. */
  readonly today: string;
  /** Whether all of the stack's environments are compared; only then is it known that a permission is not needed. */
  readonly complete: boolean;
}

/**
 * Compares the environments of one stack, name by name: what differs, where it was written, and whether it may.
 *
 * @param environments those of the stack, in promotion order
 */
export function compareEnvironments(
  stack: ProjectStack,
  environments: readonly Environment[],
  { today, complete }: CompareOptions,
): StackDrift {
  const waiversOf = waiversBySubject(environments, today);
  const masking = maskingOf(stack, environments);
  const mask = (value: Value): Value => (masking ? maskedValue(value, masking) : value);
  const compared = subjectsOf(stack).map((declared) => {
    const subject = withReason(declared, environments);
    const values = environments.map((environment) => heldValue(environment, subject));
    const meanings = values.map((value) => canonical(value, subject.type));
    const differs = new Set(meanings).size > 1;
    const whole = { path: [], values, meanings, order: false };
    // A sensitive value is compared as a whole: its keys may be sensitive too.
    const parts = differs && !subject.sensitive ? differingParts(values, subject.type) : [whole];
    return { subject, differs, meanings, parts };
  });
  const holders = holdersOf(environments, compared);
  const differences: Difference[] = [];
  const identical: Identical[] = [];
  const unneeded: Unneeded[] = [];
  for (const { subject, differs, meanings, parts } of compared) {
    const { kind, name, description, drift, sensitive, place } = subject;
    const waivers = waiversOf.get(subjectKey(subject)) ?? [];
    const meaningIn = new Map(environments.map((one, index) => [one.name, meanings[index] ?? ""]));
    const shown = parts.map((part): Part => {
      const holdings = holdingsOf(subject, part, holders.get(part) ?? [], mask);
      return { path: part.path, ...(part.order ? { order: true } : {}), holdings };
    });
    if (differs) {
      const itsClass = classify(drift, meaningIn, waivers);
      const why = { class: itsClass, description, reason: drift };
      differences.push({ kind, name, ...why, sensitive, place, waivers, parts: shown });
    } else {
      for (const one of shown[0]?.holdings ?? []) {
        identical.push({ kind, name, shown: one.shown, place: one.holders[0]?.place });
      }
    }
    if (complete && environments.length > 1) {
      unneeded.push(...unneededOf(subject, meaningIn, waivers));
    }
  }
  const count = (wanted: DriftClass): number =>
    differences.filter((difference) => difference.class === wanted).length;
  return {
    name: stack.name,
    environments: environments.map(({ name }) => name),
    counts: {
      undeclared: count("undeclared"),
      expired: count("expired"),
      accepted: count("accepted"),
      declared: count("declared"),
      unneeded: unneeded.length,
      identical: identical.length,
    },
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

/** The number of environments without the most common value. */
function outliersOf({ parts }: Difference): number {
  const rare = parts.map(({ holdings }) =>
    holdings.slice(0, -1).reduce((sum, { holders }) => sum + holders.length, 0),
  );
  return Math.max(0, ...rare);
}
