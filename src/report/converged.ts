import { placeText } from "../diagnostics/phrases.ts";
import type { Converged, ConvergeRequest, Held } from "../model/converged.ts";
import type { Unneeded } from "../model/drift.ts";
import { terraformLine } from "../model/environment.ts";
import { labelOf, labelsOf } from "../model/subject.ts";
import { countsText } from "./drift/words.ts";

/** What converging found besides what it changes: what is held, equal already, not needed any more. */
export function foundLines(
  { equal, held, settled, settledElsewhere }: Converged,
  { from, to }: ConvergeRequest,
): readonly string[] {
  const same = equal.length === 1 ? "is" : "are";
  return [
    ...held.map((one) => heldText(one, to.name)),
    ...(equal.length > 0
      ? [`${labelsOf(equal)} ${same} the same in ${from.name} and ${to.name} already.`]
      : []),
    ...settled.map((waiver) => `${waiverName(waiver)} is not needed any more, and is taken out.`),
    ...settledElsewhere.map(
      (waiver) =>
        `${waiverName(waiver)} is not needed any more. Other environments have the file too: take it out by hand.`,
    ),
  ];
}

export function nothingText(
  { left, held, equal }: Converged,
  { from, to, names }: ConvergeRequest,
): string {
  const both = `${from.name} and ${to.name}`;
  if (names.length > 0) {
    const all = equal.length === 1 ? "the value is" : "the values are";
    return `nothing to converge: ${all} equal.`;
  }
  if (left.size > 0) {
    return `nothing to converge: ${both} differ only where they may (${countsText(Object.fromEntries(left))}). What is named is copied all the same.`;
  }
  return `nothing to converge: ${both} ${held.length > 0 ? "differ only in what is held" : "agree"}.`;
}

/** What was done, and what comes next. */
export function convergedLines(
  { copied }: Converged,
  { from, to }: ConvergeRequest,
): readonly string[] {
  return [
    `\n${to.name} now has ${from.name}'s ${labelsOf(copied)}.`,
    `Commit it; once it is merged, apply it: ${terraformLine(to, "apply")}`,
    "npx terraloom status tells when all is converged.",
  ];
}

function heldText(
  { waiver: { until, reason, location }, ...subject }: Held,
  environment: string,
): string {
  return `${labelOf(subject)} is held in ${environment} until ${until}: ${reason} (${placeText(location)})`;
}

function waiverName(waiver: Unneeded): string {
  return `The waiver of ${labelOf(waiver)} in ${waiver.place?.file}`;
}
