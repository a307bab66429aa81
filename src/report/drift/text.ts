import { placeText } from "../../diagnostics/phrases.ts";
import {
  type Difference,
  type DriftClass,
  type DriftReport,
  failingClasses,
  type Problem,
  type StackDrift,
} from "../../model/drift.ts";
import { pathText } from "../../values/valueText.ts";
import type { Style } from "../style.ts";
import { holdingLines, isLongPart } from "./holdingLines.ts";
import { type TextOptions, wrap } from "./layout.ts";
import { byClass, firstOf, partNotes, secretsText, whoText } from "./shown.ts";
import { sinceLines } from "./sinceText.ts";
import { diffLines } from "./textDiffs.ts";
import {
  classAdvice,
  classMeanings,
  countsText,
  identicalText,
  namesText,
  unneededText,
  verdictText,
  waiverText,
} from "./words.ts";

/** Permissions that are shown without `all`. */
const mostUnneeded = 20;

/** Places in one value, and waivers of one, that are shown without `all`. */
const mostParts = 10;
const mostWaivers = 5;

/** The report for a terminal: a section a stack, worst class first, then what differs in the rendered files. */
export function driftText(report: DriftReport, options: TextOptions): string {
  const { style } = options;
  const sections = [
    ...(report.since ? [sinceLines(report.since, options)] : []),
    ...report.stacks.map((stack) => stackLines(stack, options)),
    ...(report.problems.length > 0 ? [problemLines(report, options)] : []),
    wrap(verdictText(report), options.columns).map(
      report.verdict === "agreed" ? style.green : style.red,
    ),
  ];
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function stackLines(stack: StackDrift, options: TextOptions): string[] {
  const { style, columns } = options;
  const { name, environments, counts } = stack;
  const fits = name.length + environments.join(", ").length + 2 <= columns;
  const heading = `${style.bold(name)}: ${whoText(stack, fits ? 6 : 0)}`;
  if (environments.length < 2) return [`${heading}; nothing to compare`];
  const lines = [heading, ...wrap(countsText(counts) + secretsText(stack), columns)];
  for (const [itsClass, members] of byClass(stack)) {
    lines.push(...classLines(itsClass, members, environments.length, options));
  }
  lines.push(...unneededLines(stack, options));
  if (options.all) lines.push(...identicalLines(stack, options));
  lines.push(...diffLines(stack, options));
  return lines;
}

function classLines(
  itsClass: DriftClass,
  members: readonly Difference[],
  environments: number,
  options: TextOptions,
): string[] {
  const lines = ["", ...headingLines(itsClass, options)];
  // Fewer where many environments make every difference long.
  const end = options.all
    ? Number.POSITIVE_INFINITY
    : lines.length + (environments > 10 ? 50 : 120);
  const left = members.filter((difference) => {
    if (lines.length >= end) return true;
    lines.push(...differenceLines(difference, environments, options));
    return false;
  });
  if (left.length > 0) {
    const names = left.map(({ name }) => name);
    lines.push(
      ...note(`and ${names.length} more: ${namesText(names, 8)}; --all shows them`, options),
    );
  }
  return lines;
}

function headingLines(itsClass: DriftClass | "unneeded", options: TextOptions): string[] {
  const { style, columns } = options;
  const advice = classAdvice[itsClass];
  return [
    `${classPaint(itsClass, style)(itsClass)}: ${classMeanings[itsClass]}`,
    ...(advice ? wrap(advice, columns, "  ").map(style.cyan) : []),
  ];
}

function classPaint(itsClass: DriftClass | "unneeded", style: Style): (text: string) => string {
  if (itsClass === "unneeded") return style.yellow;
  const paint = failingClasses.includes(itsClass) ? style.red : style.green;
  return (text) => style.bold(paint(text));
}

function differenceLines(
  difference: Difference,
  environments: number,
  options: TextOptions,
): string[] {
  const { columns, all } = options;
  const { name, kind, parts, reason, description, waivers } = difference;
  const lines: string[] = [];
  const why = reason ?? description ?? "";
  const { shown, left } = firstOf(parts, all ? parts.length : mostParts);
  for (const [index, part] of shown.entries()) {
    const title = pathText(name, part.path) + (kind === "setting" ? " (setting)" : "");
    // Many values of what may differ are no news: they are counted.
    const isQuiet = difference.class === "declared" && isLongPart(part, options);
    const words = [
      ...(isQuiet ? [`${part.holdings.length} values in ${environments} environments`] : []),
      ...partNotes(part),
      ...(index === 0 && why !== "" ? [why] : []),
    ];
    lines.push(...titleLines(title, words.join("; "), options));
    if (!isQuiet) lines.push(...holdingLines(part, environments, options));
  }
  if (left.length > 0) {
    lines.push(...note(`and ${left.length} more places in it; --all shows them`, options));
  }
  const told = firstOf(waivers, all ? waivers.length : mostWaivers);
  for (const waiver of told.shown) {
    const [first = "", ...more] = wrap(waiverText(waiver), columns - 6);
    lines.push(`    ${first}`, ...more.map((line) => `      ${line}`));
  }
  if (told.left.length > 0) {
    lines.push(...note(`and ${told.left.length} more waivers; --all shows them`, options));
  }
  return lines;
}

/** A name in bold, a colon and what there is to say of it. */
function titleLines(title: string, words: string, { style, columns }: TextOptions): string[] {
  const [first = "", ...more] = wrap(words === "" ? title : `${title}: ${words}`, columns - 6);
  const name = style.bold(first.slice(0, title.length));
  return [`  ${name}${first.slice(title.length)}`, ...more.map((line) => `      ${line}`)];
}

function unneededLines({ unneeded }: StackDrift, options: TextOptions): string[] {
  if (unneeded.length === 0) return [];
  const lines = ["", ...headingLines("unneeded", options)];
  const { shown, left } = firstOf(unneeded, options.all ? unneeded.length : mostUnneeded);
  for (const entry of shown) {
    const place = entry.place ? ` (${placeText(entry.place)})` : "";
    const title = entry.name + (entry.kind === "setting" ? " (setting)" : "");
    lines.push(...titleLines(title, unneededText(entry) + place, options));
  }
  if (left.length > 0) {
    lines.push(...note(`and ${left.length} more; --all shows them`, options));
  }
  return lines;
}

function identicalLines({ identical }: StackDrift, options: TextOptions): string[] {
  if (identical.length === 0) return [];
  const width = Math.max(...identical.map(({ name }) => name.length));
  return [
    "",
    `${options.style.bold("identical")}: the same in all environments`,
    ...identical.map((entry) => {
      const place = entry.place ? `  ${options.style.dim(placeText(entry.place))}` : "";
      return `  ${entry.name.padEnd(width)}  ${identicalText(entry)}${place}`;
    }),
  ];
}

function problemLines(
  { problems, broken }: DriftReport,
  { style, columns }: TextOptions,
): string[] {
  const left = namesText(
    broken.map(({ name }) => name),
    10,
  );
  const heading = `${style.bold("problems")}${left === "" ? "" : `: not compared: ${left}`}`;
  return [
    ...wrap(heading, columns),
    ...problems.flatMap(({ severity, code, message, advice, place }: Problem) => {
      const paint = severity === "error" ? style.red : style.yellow;
      const where = place ? `${placeText(place)}: ` : "";
      const [first = "", ...more] = wrap(`${where}${severity} ${code}: ${message}`, columns - 4);
      return [
        `  ${first.replace(` ${severity} `, ` ${paint(severity)} `)}`,
        ...more.map((line) => `    ${line}`),
        ...(advice ? wrap(advice, columns, "    ").map(style.cyan) : []),
      ];
    }),
  ];
}

function note(text: string, { style, columns }: Pick<TextOptions, "style" | "columns">): string[] {
  return wrap(text, columns, "    ").map(style.dim);
}
