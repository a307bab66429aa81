import type { Holder, Holding, Origin, Shown } from "../model/drift.ts";
import type { Environment } from "../model/environment.ts";
import type { Subject } from "../model/subject.ts";
import { isMapValue, type Path, type Value } from "../model/value.ts";
import type { DifferingPart } from "./parts.ts";
import { givenOf, placeOf, specPath } from "./subject.ts";

/**
 * The values at one place, each with the environments that hold it. The rarest come first, equally rare
 * ones in the order of their environments.
 *
 * @param part what each of the environments, in their order, holds there
 * @param mask takes out of a value what another variable keeps sensitive
 */
export function holdingsOf(
  subject: Subject,
  environments: readonly Environment[],
  { path, values, meanings }: DifferingPart,
  mask: (value: Value) => Value,
): Holding[] {
  const groups = new Map<
    string,
    { readonly value: Value | undefined; readonly holders: Holder[] }
  >();
  for (const [index, environment] of environments.entries()) {
    const value = values[index];
    const meaning = meanings[index] ?? "";
    const group = groups.get(meaning) ?? { value, holders: [] };
    group.holders.push(holderOf(subject, environment, path, value));
    groups.set(meaning, group);
  }
  return [...groups.values()]
    .map(({ value, holders }, index): Holding => {
      const shown = subject.sensitive
        ? { sensitive: index + 1 }
        : shownOf(value === undefined ? value : mask(value), holders);
      return { shown, holders };
    })
    .sort((a, b) => a.holders.length - b.holders.length);
}

function shownOf(value: Value | undefined, holders: readonly Holder[]): Shown {
  if (value !== undefined) return { value };
  return holders.some(({ origin }) => origin === "spec") ? { value: null } : { absent: true };
}

function holderOf(
  subject: Subject,
  environment: Environment,
  path: Path,
  value: Value | undefined,
): Holder {
  const { origin, depth } = find(givenOf(environment, subject), path, value);
  const written = [...specPath(subject), ...path.slice(0, depth)];
  const place =
    origin === "default" ? subject.place : placeOf(environment.locate(written, "value"));
  return { environment: environment.name, origin, ...(place ? { place } : {}) };
}

/** How far into a path the specs speak, and so whether they say what is there. */
function find(
  given: Value | undefined,
  path: Path,
  value: Value | undefined,
): { readonly origin: Origin; readonly depth: number } {
  const missing = value === undefined ? "absent" : "default";
  if (given === undefined) return { origin: missing, depth: 0 };
  let current: Value = given;
  for (const [depth, step] of path.entries()) {
    const next: Value | undefined = stepInto(current, step);
    if (next === undefined) return { origin: missing, depth };
    current = next;
  }
  return { origin: "spec", depth: path.length };
}

function stepInto(value: Value, step: string | number): Value | undefined {
  if (Array.isArray(value)) return (value as readonly Value[])[Number(step)];
  return isMapValue(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}
