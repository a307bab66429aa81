import { count, placeText } from "../../diagnostics/phrases.ts";
import {
  type DriftClass,
  type DriftReport,
  driftClasses,
  environmentOver,
  failingClasses,
  type Holding,
  holdEnded,
  type Identical,
  type RenderedFiles,
  type Shown,
  type Unneeded,
  type WaiverState,
} from "../../model/drift.ts";
import { groupBy } from "../../model/groupBy.ts";
import { valueText } from "../../values/valueText.ts";

/** What a class means, in a few words, and what to do about it, if anything. */
export const classWords: Readonly<
  Record<DriftClass | "unneeded", { readonly meaning: string; readonly advice?: string }>
> = {
  undeclared: {
    meaning: "nothing permits it to differ",
    advice:
      'Give it one value in all environments. Or say why it may differ: in the schema (drift: "..."), or in the spec that differs, until a day (accepted_drift).',
  },
  expired: {
    meaning: "a waiver permitted it, and has run out",
    advice: "Give it one value in all environments, or set a new day and reason in the spec.",
  },
  accepted: { meaning: "a waiver permits it for now" },
  declared: { meaning: "the schema permits it" },
  unneeded: {
    meaning: "a permission that nothing needs",
    advice:
      "If it is meant to be the same, remove the permission. If not, an environment has another's value.",
  },
};

/** What is held, on one line: a value, `(absent)`, or that it is sensitive. */
export function shownText(shown: Shown): string {
  if ("value" in shown) return valueText(shown.value);
  return "absent" in shown ? "(absent)" : `(sensitive value ${shown.sensitive})`;
}

/** What is held, and whether it is the schema's default. */
export function holdingText({ shown, holders }: Holding): string {
  const byDefault = holders.filter(({ origin }) => origin === "default").length;
  if (byDefault === 0) return shownText(shown);
  const note = byDefault === holders.length ? "default" : `default in ${byDefault}`;
  return `${shownText(shown)} (${note})`;
}

/** An identical value; a sensitive one needs no number, there is only one. */
export function identicalText({ shown }: Identical): string {
  return "sensitive" in shown ? "(sensitive)" : shownText(shown);
}

/** The place of a holding: its first holder's, and how many others there are. */
export function placesText({ holders }: Holding): string {
  const places = [...new Set(holders.flatMap(({ place }) => (place ? placeText(place) : [])))];
  const [first = ""] = places;
  return places.length > 1 ? `${first} +${places.length - 1}` : first;
}

/** Names one after the other; beyond a number of them, how many more there are. */
export function namesText(names: readonly string[], most: number): string {
  if (names.length <= most) return names.join(", ");
  return `${names.slice(0, most - 1).join(", ")} and ${names.length - most + 1} more`;
}

/** Who holds a value; where it is the usual one, they are only counted. */
export function holdersText(holding: Holding, total: number, most: number): string {
  if (isUsual(holding, total, most)) return `${holding.holders.length} others`;
  return namesText(
    holding.holders.map(({ environment }) => environment),
    most,
  );
}

/** Whether more than half of all environments hold a value, and more than would be named. */
export function isUsual({ holders }: Holding, total: number, most: number): boolean {
  return holders.length > most && holders.length * 2 > total;
}

export function daysText({ daysLeft }: WaiverState): string {
  if (daysLeft < 0) return `ran out ${count(-daysLeft, "day")} ago`;
  return daysLeft === 0 ? "last day today" : `${count(daysLeft, "day")} left`;
}

/** A waiver in a sentence: for whom, until when, why. */
export function waiverText(waiver: WaiverState): string {
  const { environment, until, reason, hold, place, daysLeft } = waiver;
  const held = hold ? (daysLeft < 0 ? ", no longer held" : ", held") : "";
  return `waived for ${environment} until ${until} (${daysText(waiver)}${held}), ${placeText(place)}: ${reason}`;
}

/** An unneeded permission in a sentence. */
export function unneededText({ what, reason, because, environments, until }: Unneeded): string {
  if (what === "permission") {
    return `the schema lets it differ ("${reason}"), and it is the same everywhere`;
  }
  const whose = `the waiver of ${namesText(environments, 4)} until ${until} ("${reason}")`;
  return because === "permitted"
    ? `${whose} is not needed: the schema lets it differ`
    : `${whose} is not needed: the value is that of the other environments`;
}

/** The classes there are, counted: "1 undeclared, 2 declared, 30 identical". */
export function countsText(counts: Readonly<Record<string, number>>): string {
  const order = [...driftClasses, "unneeded", "identical"];
  return order.flatMap((name) => (counts[name] ? [`${counts[name]} ${name}`] : [])).join(", ");
}

/** One sentence: whether environments differ where they may not. */
export function verdictText({ verdict, stacks, broken, problems }: DriftReport): string {
  const failing = stacks.flatMap(({ differences }) =>
    differences.filter((difference) => failingClasses.includes(difference.class)),
  );
  const names = failing.map((difference) => `${difference.name} (${difference.class})`);
  const drift =
    failing.length === 0
      ? "no undeclared or expired differences"
      : `undeclared or expired differences in ${namesText(names, 5)}`;
  const ended = problems.filter(({ code }) => code === holdEnded).length;
  const over = problems.filter(({ code }) => code === environmentOver).length;
  const found = [
    drift,
    ...(ended === 0 ? [] : [`${count(ended, "hold")} ran out`]),
    ...(over === 0 ? [] : [`${count(over, "environment")} stayed past the last day`]),
  ].join("; ");
  if (verdict !== "error") return `${found.charAt(0).toUpperCase()}${found.slice(1)}.`;
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const missing = broken.map(({ name }) => name);
  const left = missing.length === 0 ? "" : `, not compared: ${namesText(missing, 5)}`;
  const isAnyCompared = stacks.some(({ environments }) => environments.length > 0);
  return `${count(errors, "error")}${left}; ${isAnyCompared ? `in the rest ${found}` : "nothing was compared"}.`;
}

/** How the rendered files of environments compare with the base's, in a sentence. */
export function filesText(base: string, files: RenderedFiles): string {
  const { identical, ownName, different } = files;
  const paths = different.map(({ path }) => path);
  const parts = [
    ...(paths.length > 0
      ? [`${count(paths.length, "differs", "differ")} from ${base}'s (${namesText(paths, 6)})`]
      : []),
    ...(identical > 0 ? [`${count(identical, "is", "are")} the same everywhere`] : []),
    ...(ownName.length > 0
      ? [`${ownName.length} the same but for the environment's own name (${namesText(ownName, 6)})`]
      : []),
    ...conditionTexts(files),
  ];
  return `${parts.length > 0 ? parts.join(", ") : "none"}.`;
}

/** What is made in some environments only: files of one condition together. */
function conditionTexts({ conditional }: RenderedFiles): readonly string[] {
  const byCondition = groupBy(conditional, ({ when, environments }) => {
    const where = when.length > 0 ? `where ${when.join(", or ")}, in` : "in";
    return `${where} ${namesText(environments, 6)}`;
  });
  return [...byCondition].map(([made, files]) => {
    const paths = files.map(({ path }) => path);
    return `${count(paths.length, "is", "are")} made only ${made} (${namesText(paths, 6)})`;
  });
}
