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
import type {
  ClassContents,
  ClassHeading,
  Contents,
  DifferenceRow,
  Limits,
  PartRows,
  StackContents,
  ValueRow,
} from "./contents.ts";
import { decideFiles } from "./decideFiles.ts";
import { decideSince } from "./decideSince.ts";
import { firstOf } from "./firstOf.ts";
import {
  classAdvice,
  classMeanings,
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

/** More environments make every difference long, so that fewer are shown. */
const manyEnvironments = 10;

/** Decides what is shown of a report where there is room for so much. */
export function decideContents(report: DriftReport, limits: Limits): Contents {
  const { today, verdict, since, problems, broken, stacks } = report;
  const notCompared = broken.map(({ name }) => name);
  return {
    today,
    verdict,
    conclusion: verdictText(report),
    ...(since ? { since: decideSince(since, limits) } : {}),
    problems,
    notCompared: namesText(notCompared, 10),
    stacks: stacks.map((stack) => decideStack(stack, limits)),
  };
}

function decideStack(stack: StackDrift, limits: Limits): StackContents {
  const { name, environments, counts, unneeded, identical, secrets } = stack;
  const isLong = environments.length > manyEnvironments;
  const room = isLong
    ? { ...limits, rows: limits.rows / 3, diffLines: limits.diffLines / 3 }
    : limits;
  const files = decideFiles(stack, room, isLong);
  const rows = unneeded.map((entry) => {
    return { ...entry, place: written(entry.place), text: unneededText(entry) };
  });
  const ofAll = secrets.length > 0 ? `; ${count(secrets.length, "secret")} declared for all` : "";
  return {
    name,
    environments,
    who: whoText(stack, limits),
    counts,
    countsText: countsText(counts) + ofAll,
    classes: decideClasses(stack, room),
    unneeded: { ...headingOf("unneeded"), entries: firstOf(rows, limits.unneeded, limits.hint) },
    identical: identical.slice(0, limits.identical).map((entry) => {
      return { ...entry, place: written(entry.place), value: identicalText(entry) };
    }),
    ...(files ? { files } : {}),
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

function headingOf(itsClass: DriftClass | "unneeded"): ClassHeading {
  const advice = classAdvice[itsClass];
  return { class: itsClass, meaning: classMeanings[itsClass], ...(advice ? { advice } : {}) };
}

function decideClasses({ differences, environments }: StackDrift, limits: Limits): ClassContents[] {
  return driftClasses.flatMap((itsClass) => {
    const members = differences.filter((difference) => difference.class === itsClass);
    if (members.length === 0) return [];
    const shown: DifferenceRow[] = [];
    let rows = 0;
    for (const difference of members.slice(0, limits.differences)) {
      if (rows >= limits.rows) break;
      const row = decideDifference(difference, environments.length, limits);
      shown.push(row);
      rows += rowsOf(row);
    }
    const left = members.slice(shown.length).map(({ name }) => name);
    const more = { more: `and ${left.length} more: ${namesText(left, 8)}; ${limits.hint}` };
    return {
      ...headingOf(itsClass),
      fails: failingClasses.includes(itsClass),
      count: members.length,
      entries: { shown, ...(left.length > 0 ? more : {}) },
    };
  });
}

function rowsOf({ parts, waivers }: DifferenceRow): number {
  const values = parts.shown.map((part) => 1 + part.values.length + part.usual.length);
  return values.reduce((sum, number) => sum + number, waivers.shown.length);
}

function decideDifference(
  difference: Difference,
  environments: number,
  limits: Limits,
): DifferenceRow {
  const { name, parts, waivers, place, class: itsClass } = difference;
  const isCounted = limits.countsDeclared && itsClass === "declared";
  const rows = parts.map((part) => decidePart(name, part, environments, isCounted, limits));
  return {
    ...difference,
    place: written(place),
    waivers: firstOf(waivers.map(waiverText), limits.waivers, limits.hint, "waivers"),
    parts: firstOf(rows, limits.parts, limits.hint, "places in it"),
    outliers: [...new Set(parts.flatMap((part) => outliersOf(part, environments)))],
  };
}

/** The rarest values, and the usual one: the last. Where there are more than fit, those between are left out. */
function decidePart(
  name: string,
  { path, order, holdings }: Part,
  environments: number,
  isCounted: boolean,
  limits: Limits,
): PartRows {
  const isLong = holdings.length > limits.values;
  const inSight = isLong ? limits.values - 2 : holdings.length;
  const rows = holdings.map((holding) => valueRow(holding, environments, limits));
  const between = isLong ? rows.slice(inSight, -1) : [];
  // Many values of what may differ are no news.
  const onlyCounted = isLong && isCounted;
  return {
    title: pathText(name, path),
    isWhole: path.length === 0,
    notes: [
      ...(onlyCounted ? [`${holdings.length} values in ${environments} environments`] : []),
      ...(order ? ["the same elements in another order"] : []),
    ],
    values: onlyCounted ? [] : rows.slice(0, inSight),
    between: {
      ...(onlyCounted ? { shown: [] } : firstOf(between, limits.folded, limits.hint, "values")),
      count: between.length,
    },
    usual: isLong && !onlyCounted ? rows.slice(-1) : [],
  };
}

function valueRow(holding: Holding, environments: number, limits: Limits): ValueRow {
  return {
    who: holdersText(holding, environments, limits.holders),
    environments: holding.holders.map(({ environment }) => environment),
    isUsual: isUsual(holding, environments, limits.holders),
    value: holdingText(holding),
    place: placesText(holding),
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
