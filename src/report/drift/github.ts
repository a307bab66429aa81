import {
  type Difference,
  type DriftReport,
  failingClasses,
  type StackDrift,
} from "../../model/drift.ts";
import type { Place } from "../../model/subject.ts";
import { pathText } from "../../values/valueText.ts";
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

type Level = "error" | "warning" | "notice";

/** Places that one difference is shown at; the rest are in its text. */
const mostPlaces = 5;

/**
 * The report as annotations of a pull request's lines: errors where what differs may not, warnings for
 * what nothing needs, notices for the rest, worst first since GitHub shows ten of each.
 *
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions#setting-an-error-message
 */
export function driftGithub(report: DriftReport): string {
  const { stacks, problems, verdict } = report;
  return [
    ...problems.map(({ severity, code, message, advice, place }) =>
      annotation(severity, code, advice ? `${message}\n${advice}` : message, place),
    ),
    ...stacks.flatMap((stack) =>
      stack.differences.flatMap((difference) => differenceAnnotations(stack, difference)),
    ),
    ...stacks.flatMap(({ unneeded }) =>
      unneeded.map((entry) =>
        annotation("warning", `${entry.name}: unneeded`, unneededText(entry), entry.place),
      ),
    ),
    ...stacks.flatMap(stackNotice),
    annotation(verdict === "agreed" ? "notice" : "error", "drift report", verdictText(report)),
  ].join("");
}

function differenceAnnotations(
  { name: stack, environments }: StackDrift,
  difference: Difference,
): string[] {
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
  return annotatedPlaces(difference).map((place) =>
    annotation(level, `${stack}: ${name} (${itsClass})`, text, place),
  );
}

/** The lines of those who hold the rarer values; where all are as rare, one of each value. What may differ is told once. */
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

function stackNotice({ name, environments, counts, base, files }: StackDrift): string[] {
  if (environments.length < 2) return [];
  const lines = [`${environments.length} environments: ${countsText(counts)}`];
  if (base !== undefined && files) lines.push(filesText(base, files));
  return [annotation("notice", `${name}: drift`, lines.join("\n"))];
}

function annotation(level: Level, title: string, text: string, place?: Place): string {
  const properties = [
    ...(place
      ? [`file=${escapeProperty(place.file)}`, `line=${place.line}`, `col=${place.column}`]
      : []),
    `title=${escapeProperty(title)}`,
  ];
  return `::${level} ${properties.join(",")}::${escapeData(text)}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
