import { count, placeText } from "../../diagnostics/phrases.ts";
import {
  type Difference,
  type DriftClass,
  type DriftReport,
  driftClasses,
  failingClasses,
  type Holding,
  type Part,
  type StackDrift,
} from "../../model/drift.ts";
import type { Place } from "../../model/subject.ts";
import { pathText } from "../../values/valueText.ts";
import { decideFiles } from "./decideFiles.ts";
import { decideSince } from "./decideSince.ts";
import { firstOf, type Limits } from "./limits.ts";
import {
  classWords,
  countsText,
  holdersText,
  holdingText,
  identicalText,
  isUsual,
  namesText,
  placesText,
  unneededText,
  verdictText,
  waiverText,
} from "./words.ts";

export type Contents = ReturnType<typeof decideContents>;
export type StackContents = ReturnType<typeof decideStack>;
export type ClassContents = ReturnType<typeof decideClass>;
export type DifferenceRow = ReturnType<typeof decideDifference>;
export type PartRows = ReturnType<typeof decidePart>;
export type ValueRow = ReturnType<typeof valueRow>;
export type FileContents = NonNullable<StackContents["files"]>;

/** The contents of a report within given limits, ordered and worded: formats only lay it out. */
export function decideContents(report: DriftReport, limits: Limits) {
  const { today, verdict, since, problems, broken, stacks } = report;
  const notCompared = broken.map(({ name }) => name);
  return {
    today,
    verdict,
    conclusion: verdictText(report),
    since: since && decideSince(since, limits),
    problems,
    /** Names of environments; "" where all were compared. */
    notCompared: namesText(notCompared, 10),
    stacks: stacks.map((stack) => decideStack(stack, limits)),
  };
}

function decideStack(stack: StackDrift, limits: Limits) {
  const { name, environments, counts, differences, unneeded, identical, secrets } = stack;
  // More environments make every difference long, so that fewer are shown.
  const isLong = environments.length > 10;
  const room = isLong
    ? { ...limits, rows: limits.rows / 3, diffLines: limits.diffLines / 3 }
    : limits;
  const ofAll = secrets.length > 0 ? `; ${count(secrets.length, "secret")} declared for all` : "";
  const permissions = unneeded.map((entry) => {
    return { ...entry, written: written(entry.place), text: unneededText(entry) };
  });
  return {
    name,
    environments,
    who: whoText(stack, limits),
    counts,
    countsText: countsText(counts) + ofAll,
    classes: driftClasses.flatMap((itsClass) => {
      const members = differences.filter((difference) => difference.class === itsClass);
      return members.length > 0 ? [decideClass(itsClass, members, environments.length, room)] : [];
    }),
    unneeded: {
      ...headingOf("unneeded"),
      entries: firstOf(permissions, limits.unneeded, limits.hint),
    },
    identical: identical.slice(0, limits.identical).map((entry) => {
      return { ...entry, written: written(entry.place), value: identicalText(entry) };
    }),
    files: decideFiles(stack, room, isLong),
  };
}

/** Who is compared: names, as long as they fit. */
function whoText({ name, environments }: StackDrift, limits: Limits): string {
  if (environments.length === 0) return "no environments";
  const names = environments.join(", ");
  const fits =
    environments.length <= limits.environments && name.length + names.length + 2 <= limits.width;
  return fits ? names : `${environments.length} environments`;
}

function headingOf(itsClass: DriftClass | "unneeded") {
  return { class: itsClass, ...classWords[itsClass] };
}

function decideClass(
  itsClass: DriftClass,
  members: readonly Difference[],
  environments: number,
  limits: Limits,
) {
  const shown: DifferenceRow[] = [];
  let rows = 0;
  for (const difference of members.slice(0, limits.differences)) {
    if (rows >= limits.rows) break;
    const row = decideDifference(difference, environments, limits);
    shown.push(row);
    rows += row.waivers.shown.length;
    for (const { values } of row.parts.shown) rows += 1 + values.length;
  }
  const left = members.slice(shown.length).map(({ name }) => name);
  const more =
    left.length > 0 ? `and ${left.length} more: ${namesText(left, 8)}; ${limits.hint}` : undefined;
  return {
    ...headingOf(itsClass),
    fails: failingClasses.includes(itsClass),
    count: members.length,
    entries: { shown, more },
  };
}

function decideDifference(difference: Difference, environments: number, limits: Limits) {
  const { name, parts, waivers, place, class: itsClass } = difference;
  const isCounted = limits.countsDeclared && itsClass === "declared";
  const rows = parts.map((part) => decidePart(name, part, environments, isCounted, limits));
  return {
    ...difference,
    written: written(place),
    waivers: firstOf(waivers.map(waiverText), limits.waivers, limits.hint, "waivers"),
    parts: firstOf(rows, limits.parts, limits.hint, "places in it"),
    /** Environments whose values differ from the usual ones. */
    outliers: [...new Set(parts.flatMap((part) => outliersOf(part, environments)))],
  };
}

/** The values at one place: the rarest, and the usual one, which is the last. Where there are more than fit, those between are left out. */
function decidePart(
  name: string,
  { path, order, holdings }: Part,
  environments: number,
  isCounted: boolean,
  limits: Limits,
) {
  const rows = holdings.map((holding) => valueRow(holding, environments, limits));
  const isLong = rows.length > limits.values;
  const between = isLong ? rows.slice(limits.values - 2, -1) : [];
  // Many values of a permitted difference are not interesting.
  const isOnlyCounted = isLong && isCounted;
  const values = isLong ? [...rows.slice(0, limits.values - 2), ...rows.slice(-1)] : rows;
  return {
    /** The name and the place in its value. */
    title: pathText(name, path),
    isWhole: path.length === 0,
    notes: [
      ...(isOnlyCounted ? [`${holdings.length} values in ${environments} environments`] : []),
      ...(order ? ["the same elements in another order"] : []),
    ],
    values: isOnlyCounted ? [] : values,
    /** Those before the last one that are not among `values`, as far as there is room, and how many they are. */
    between: {
      ...firstOf(isOnlyCounted ? [] : between, limits.folded, limits.hint, "values"),
      count: between.length,
    },
  };
}

/** A value and who holds it. */
function valueRow(holding: Holding, environments: number, limits: Limits) {
  const { holders } = holding;
  return {
    who: holdersText(holding, environments, limits.holders),
    environments: holders.map(({ environment }) => environment),
    places: holders.flatMap(({ place }) => place ?? []),
    isUsual: isUsual(holding, environments, limits.holders),
    value: holdingText(holding),
    written: placesText(holding),
  };
}

/** Environments that do not hold what more than half do; all of them where nothing is that common. */
function outliersOf({ holdings }: Part, environments: number): string[] {
  return holdings
    .filter(({ holders }) => holders.length * 2 <= environments)
    .flatMap(({ holders }) => holders.map(({ environment }) => environment));
}

function written(place: Place | undefined): string {
  return place ? placeText(place) : "";
}
