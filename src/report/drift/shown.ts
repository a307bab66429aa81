import { count } from "../../diagnostics/phrases.ts";
import {
  type Difference,
  type DriftClass,
  driftClasses,
  type Holding,
  type Part,
  type StackDrift,
} from "../../model/drift.ts";

/** What of a list is shown, and how much of it is only counted. */
export interface Shown<T> {
  readonly shown: readonly T[];
  readonly left: readonly T[];
}

/** The first of a list. */
export function firstOf<T>(all: readonly T[], most: number): Shown<T> {
  return { shown: all.slice(0, most), left: all.slice(most) };
}

/** The differences of a stack by their class, worst first. */
export function byClass({
  differences,
}: StackDrift): readonly (readonly [DriftClass, readonly Difference[]])[] {
  return driftClasses.flatMap((itsClass) => {
    const members = differences.filter((difference) => difference.class === itsClass);
    return members.length === 0 ? [] : [[itsClass, members] as const];
  });
}

/** The rarest values, and the usual one: the last. Where there are more than `most`, those between are only counted. */
export function rarestAndUsual(
  { holdings }: Part,
  most: number,
): Shown<Holding> & { readonly usual: readonly Holding[] } {
  if (holdings.length <= most) return { shown: holdings, left: [], usual: [] };
  return {
    shown: holdings.slice(0, most - 2),
    left: holdings.slice(most - 2, -1),
    usual: holdings.slice(-1),
  };
}

/** Who is compared: names, as long as there are few. */
export function whoText({ environments }: StackDrift, most: number): string {
  if (environments.length === 0) return "no environments";
  return environments.length > most
    ? `${environments.length} environments`
    : environments.join(", ");
}

/** What all of them have, as the end of a sentence. */
export function secretsText({ secrets }: StackDrift): string {
  return secrets.length > 0 ? `; ${count(secrets.length, "secret")} declared for all` : "";
}

/** What is special about a place in a value. */
export function partNotes({ order }: Part): readonly string[] {
  return order ? ["the same elements in another order"] : [];
}
