import { failingClasses } from "../../model/drift.ts";
import { type Annotation, annotations } from "../problems/github.ts";
import type { Contents, DifferenceRow, StackContents } from "./decide.ts";
import { type Limits, unlimited } from "./limits.ts";
import { classWords } from "./words.ts";

/** Places that one difference is shown at; the rest are in its text. */
const mostPlaces = 5;

/** Limits of an annotation. */
export const githubLimits: Limits = { ...unlimited, holders: 4, waivers: mostPlaces };

/**
 * The report as annotations of a pull request's lines: errors where what differs may not, warnings for
 * what nothing needs, notices for the rest. The verdict is first, then what is worst, since GitHub shows ten of each.
 *
 * @param prefix the project's folder below the repository's top, `""` or with a `/` at its end
 */
export function driftGithub(contents: Contents, prefix: string): string {
  const { stacks, problems, verdict, conclusion } = contents;
  const all: Annotation[] = [
    { level: verdict === "agreed" ? "notice" : "error", title: "drift report", text: conclusion },
    ...problems.map(({ severity: level, code: title, message, advice, place }) => {
      const text = advice ? `${message}\n${advice}` : message;
      return { level, title, text, place };
    }),
    ...stacks.flatMap(({ name, classes }) =>
      classes.flatMap(({ entries }) =>
        entries.shown.flatMap((difference) => differenceAnnotations(name, difference)),
      ),
    ),
    ...stacks.flatMap(({ unneeded }) =>
      unneeded.entries.shown.map(({ name, text, place }) => {
        return { level: "warning" as const, title: `${name}: unneeded`, text, place };
      }),
    ),
    ...stacks.flatMap(stackNotice),
  ];
  return annotations(all, ({ level }) => `terraloom ${level}s`, prefix);
}

function differenceAnnotations(stack: string, difference: DifferenceRow): Annotation[] {
  const { class: itsClass, name, reason, waivers, parts } = difference;
  const isFailing = failingClasses.includes(itsClass);
  const values = parts.shown.flatMap(({ title, values: all }) =>
    all.map(({ value, who }) => `${title} is ${value} in ${who}`),
  );
  const text = [reason, ...values.slice(0, 10), ...waivers.shown, classWords[itsClass].advice]
    .filter((line) => line !== undefined)
    .join("\n");
  const title = `${stack}: ${name} (${itsClass})`;
  return annotatedPlaces(difference)
    .slice(0, isFailing ? mostPlaces : 1)
    .map((place) => ({ level: isFailing ? "error" : "notice", title, text, place }));
}

/** The lines of the rarer values, or those of all values where all are as rare. */
function annotatedPlaces({ parts }: DifferenceRow) {
  const values = parts.shown.flatMap((part) => {
    const usual = part.values.at(-1)?.environments.length ?? 0;
    const outliers = part.values.filter(({ environments }) => environments.length < usual);
    return outliers.length > 0 ? outliers : part.values;
  });
  const places = values.flatMap((value) => value.places);
  return [...new Map(places.map((place) => [`${place.file}:${place.line}`, place])).values()];
}

function stackNotice({ name, environments, countsText, files }: StackContents): Annotation[] {
  if (environments.length < 2) return [];
  const lines = [`${environments.length} environments: ${countsText}`];
  if (files) lines.push(`Rendered files: ${files.text}`);
  return [{ level: "notice", title: `${name}: drift`, text: lines.join("\n") }];
}
