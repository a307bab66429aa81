import {
  type Difference,
  type DriftReport,
  failingClasses,
  type StackDrift,
} from "../../model/drift.ts";
import type { Place } from "../../model/subject.ts";
import { pathText } from "../../values/valueText.ts";
import { type Annotation, annotations } from "../problems/github.ts";
import {
  classAdvice,
  countsText,
  filesText,
  holdersText,
  holdingText,
  unneededText,
  verdictText,
  waiverText,
} from "./words.ts";

/** Places that one difference is shown at; the rest are in its text. */
const mostPlaces = 5;

/**
 * The report as annotations of a pull request's lines: errors where what differs may not, warnings for
 * what nothing needs, notices for the rest. The verdict is first, then what is worst, since GitHub shows ten of each.
 *
 * @param prefix the project's folder below the repository's top, `""` or with a `/` at its end
 */
export function driftGithub(report: DriftReport, prefix = ""): string {
  const { stacks, problems, verdict } = report;
  const all: Annotation[] = [
    {
      level: verdict === "agreed" ? "notice" : "error",
      title: "drift report",
      text: verdictText(report),
    },
    ...problems.map(({ severity: level, code: title, message, advice, place }) => {
      const text = advice ? `${message}\n${advice}` : message;
      return { level, title, text, place };
    }),
    ...stacks.flatMap((stack) =>
      stack.differences.flatMap((difference) => differenceAnnotations(stack, difference)),
    ),
    ...stacks.flatMap(({ unneeded }) =>
      unneeded.map((entry) => {
        const title = `${entry.name}: unneeded`;
        return { level: "warning" as const, title, text: unneededText(entry), place: entry.place };
      }),
    ),
    ...stacks.flatMap(stackNotice),
  ];
  return annotations(all, ({ level }) => `terraloom ${level}s`, prefix);
}

function differenceAnnotations(
  { name: stack, environments }: StackDrift,
  difference: Difference,
): Annotation[] {
  const { class: itsClass, name, reason, waivers } = difference;
  const level = failingClasses.includes(itsClass) ? "error" : "notice";
  const values = difference.parts.flatMap(({ path, holdings }) =>
    holdings.map(
      (holding) =>
        `${pathText(name, path)} is ${holdingText(holding)} in ${holdersText(holding, environments.length, 4)}`,
    ),
  );
  const advice = classAdvice[itsClass];
  const text = [
    ...(reason === undefined ? [] : [reason]),
    ...values.slice(0, 10),
    ...waivers.slice(0, mostPlaces).map(waiverText),
    ...(advice === undefined ? [] : [advice]),
  ].join("\n");
  const title = `${stack}: ${name} (${itsClass})`;
  return annotatedPlaces(difference).map((place) => ({ level, title, text, place }));
}

/** The lines of the rarer values, or one of each where all are as rare; a single one of what may differ. */
function annotatedPlaces({ class: itsClass, parts }: Difference): Place[] {
  const holdings = parts.flatMap((part) => {
    const usual = part.holdings.at(-1)?.holders.length ?? 0;
    const outliers = part.holdings.filter(({ holders }) => holders.length < usual);
    return outliers.length > 0 ? outliers : part.holdings;
  });
  const places = holdings.flatMap(({ holders }) => holders.flatMap(({ place }) => place ?? []));
  const lines = new Map(places.map((place) => [`${place.file}:${place.line}`, place]));
  return [...lines.values()].slice(0, failingClasses.includes(itsClass) ? mostPlaces : 1);
}

function stackNotice({ name, environments, counts, base, files }: StackDrift): Annotation[] {
  if (environments.length < 2) return [];
  const lines = [`${environments.length} environments: ${countsText(counts)}`];
  if (base !== undefined && files) lines.push(`Rendered files: ${filesText(base, files)}`);
  return [{ level: "notice", title: `${name}: drift`, text: lines.join("\n") }];
}
