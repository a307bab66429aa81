import type { Holder, Holding, Origin, Shown } from "../model/drift.ts";
import type { Environment } from "../model/environment.ts";
import { groupBy } from "../model/groupBy.ts";
import type { Subject } from "../model/subject.ts";
import { isMapValue, type Path, type Value } from "../model/value.ts";
import type { DifferingPart } from "./parts.ts";
import { givenOf, placeOf, specPath } from "./subject.ts";

/** A variable or setting, and the places in its values that are compared. */
interface Compared {
  readonly subject: Subject;
  readonly differs: boolean;
  readonly parts: readonly DifferingPart[];
}

/**
 * Who holds the values of each part, in the order of the environments; of what is identical, the first one alone. It
 * goes through the environments once, since positions in a spec are read when they are asked for, and then let go.
 */
export function holdersOf(
  environments: readonly Environment[],
  compared: readonly Compared[],
): ReadonlyMap<DifferingPart, readonly Holder[]> {
  const all = compared.flatMap(({ subject, differs, parts }) =>
    parts.map((part) => ({ subject, differs, part, holders: [] as Holder[] })),
  );
  for (const [index, environment] of environments.entries()) {
    for (const { subject, differs, part, holders } of all) {
      if (!differs && index > 0) continue;
      holders.push(holderOf(subject, environment, part.path, part.values[index]));
    }
  }
  return new Map(all.map(({ part, holders }) => [part, holders]));
}

/**
 * The values at one place, each with the environments that hold it. The rarest come first, equally rare
 * ones in the order of their environments.
 *
 * @param part what each of the environments, in their order, holds there
 * @param holders the environments, in the same order
 * @param mask takes out of a value what another variable keeps sensitive
 */
export function holdingsOf(
  subject: Subject,
  { values, meanings }: DifferingPart,
  holders: readonly Holder[],
  mask: (value: Value) => Value,
): Holding[] {
  return [...groupBy(holders.entries(), ([index]) => meanings[index]).values()]
    .map((group, number): Holding => {
      const [[first = 0] = []] = group;
      const value = values[first];
      const members = group.map(([, holder]) => holder);
      const shown = subject.sensitive
        ? { sensitive: number + 1 }
        : shownOf(value === undefined ? value : mask(value), members);
      return { shown, holders: members };
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
  return { environment: environment.name, origin, place };
}

/** How many steps of a path the specs give, and so whether they give the value there. */
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
