import { daysBetween } from "../model/day.ts";
import type { DriftClass, WaiverState } from "../model/drift.ts";
import type { Environment, Waiver } from "../model/environment.ts";
import type { Named } from "../model/subject.ts";
import { placeOf } from "./subject.ts";

/** Whether a waiver still holds: on its last day it does. */
export function isActive({ daysLeft }: WaiverState): boolean {
  return daysLeft >= 0;
}

/** Whether a waiver keeps a value from being undone on a day, `YYYY-MM-DD`: on its last day it does. */
export function isActiveHold({ hold, until }: Waiver, today: string): boolean {
  return hold && until >= today;
}

/** The waivers of environments, by variable or setting. */
export function waiversBySubject(
  environments: readonly Environment[],
  today: string,
): ReadonlyMap<string, readonly WaiverState[]> {
  const found = new Map<string, WaiverState[]>();
  for (const environment of environments) {
    for (const waiver of environment.acceptedDrift) {
      const key = subjectKey(waiver);
      const list = found.get(key) ?? [];
      list.push(stateOf(environment, waiver, today));
      found.set(key, list);
    }
  }
  return found;
}

/** One key for a variable or a setting: they may share a name. */
export function subjectKey({ kind, name }: Named): string {
  return `${kind} ${name}`;
}

function stateOf({ name }: Environment, waiver: Waiver, today: string): WaiverState {
  const { reason, until, hold, location } = waiver;
  const daysLeft = daysBetween(today, until);
  return { environment: name, reason, until, daysLeft, hold, place: placeOf(location) };
}

/**
 * The class of a difference. Waivers cover it when the environments without one agree among
 * themselves: each waiver lets its own environment differ from those.
 *
 * @param drift the schema's permission
 * @param meanings what each environment's value means, by environment
 */
export function classify(
  drift: string | undefined,
  meanings: ReadonlyMap<string, string>,
  waivers: readonly WaiverState[],
): DriftClass {
  const agree = (some: readonly WaiverState[]) => remainingMeanings(meanings, some).size <= 1;
  if (drift !== undefined) return "declared";
  if (agree(waivers.filter(isActive))) return "accepted";
  return agree(waivers) ? "expired" : "undeclared";
}

/** The values of the environments that no waiver is about. */
export function remainingMeanings(
  meanings: ReadonlyMap<string, string>,
  waivers: readonly WaiverState[],
): ReadonlySet<string> {
  const waived = new Set(waivers.map(({ environment }) => environment));
  return new Set([...meanings].flatMap(([name, meaning]) => (waived.has(name) ? [] : [meaning])));
}
