import { placeText } from "../../diagnostics/phrases.ts";
import type { Problem } from "../../model/drift.ts";
import { paintDiff } from "../unifiedDiff.ts";
import type {
  ClassContents,
  Contents,
  DifferenceRow,
  FileContents,
  StackContents,
} from "./decide.ts";
import { type TextOptions, wrap } from "./layout.ts";
import { type Limits, unlimited } from "./limits.ts";
import { valueLines } from "./valueLines.ts";
import { namesText } from "./words.ts";

/** Limits of the text format. */
export function textLimits({ columns, all }: TextOptions): Limits {
  if (all) return { ...unlimited, environments: 6, width: columns };
  return {
    environments: 6,
    width: columns,
    holders: 3,
    differences: 100,
    rows: 150,
    parts: 10,
    values: 5,
    folded: 0,
    countsDeclared: true,
    waivers: 5,
    unneeded: 20,
    identical: 0,
    changes: 20,
    diffs: 3,
    diffLines: 300,
    hint: "--all shows them",
  };
}

/** The report for a terminal: a section a stack, worst class first, then what differs in the rendered files. */
export function driftText(contents: Contents, options: TextOptions): string {
  const { style } = options;
  const { since, stacks, problems, verdict, conclusion } = contents;
  const sections = [
    ...(since ? [sinceLines(since, options)] : []),
    ...stacks.map((stack) => stackLines(stack, options)),
    ...(problems.length > 0 ? [problemLines(contents, options)] : []),
    wrap(conclusion, options.columns).map(verdict === "agreed" ? style.green : style.red),
  ];
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function sinceLines(
  { title, groups, remarks }: NonNullable<Contents["since"]>,
  options: TextOptions,
): string[] {
  return [
    options.style.bold(title),
    ...groups.flatMap(({ heading, changes: { shown, more } }) => [
      `  ${heading}`,
      ...shown.flatMap(({ name, text }) =>
        titleLines(name, text, options, "    ", options.columns - 4),
      ),
      ...note(more, options),
    ]),
    ...remarks.flatMap((remark) => wrap(remark, options.columns, "  ")),
  ];
}

function stackLines(stack: StackContents, options: TextOptions): string[] {
  const { style, columns } = options;
  const { name, environments, who, countsText, classes, unneeded, identical, files } = stack;
  const heading = `${style.bold(name)}: ${who}`;
  if (environments.length < 2) return [`${heading}; nothing to compare`];
  return [
    heading,
    ...wrap(countsText, columns),
    ...classes.flatMap((itsClass) => classLines(itsClass, options)),
    ...unneededLines(unneeded, options),
    ...identicalLines(identical, options),
    ...(files ? fileLines(files, options) : []),
  ];
}

function classLines(contents: ClassContents, options: TextOptions): string[] {
  const { shown, more } = contents.entries;
  const { bold, red, green } = options.style;
  return [
    "",
    ...headingLines(contents, (text) => bold((contents.fails ? red : green)(text)), options),
    ...shown.flatMap((difference) => differenceLines(difference, options)),
    ...note(more, options),
  ];
}

function headingLines(
  { class: itsClass, meaning, advice }: Pick<ClassContents, "class" | "meaning" | "advice">,
  paint: (text: string) => string,
  { style, columns }: TextOptions,
): string[] {
  return [
    `${paint(itsClass)}: ${meaning}`,
    ...(advice ? wrap(advice, columns, "  ").map(style.cyan) : []),
  ];
}

function differenceLines(difference: DifferenceRow, options: TextOptions): string[] {
  const { kind, parts, reason, description, waivers } = difference;
  const why = reason ?? description ?? "";
  const waiverLines = waivers.shown.flatMap((waiver) => {
    const [first = "", ...more] = wrap(waiver, options.columns - 6);
    return [`    ${first}`, ...more.map((line) => `      ${line}`)];
  });
  return [
    ...parts.shown.flatMap((part, index) => {
      const title = part.title + (kind === "setting" ? " (setting)" : "");
      const words = [...part.notes, ...(index === 0 && why !== "" ? [why] : [])];
      return [...titleLines(title, words.join("; "), options), ...valueLines(part, options)];
    }),
    ...note(parts.more, options),
    ...waiverLines,
    ...note(waivers.more, options),
  ];
}

/** A name in bold, a colon and warnings about it. */
function titleLines(
  title: string,
  words: string,
  { style, columns }: TextOptions,
  indent = "  ",
  width = columns - 6,
): string[] {
  const [first = "", ...more] = wrap(words === "" ? title : `${title}: ${words}`, width);
  const name = style.bold(first.slice(0, title.length));
  return [
    `${indent}${name}${first.slice(title.length)}`,
    ...wrap(more.join(" "), columns, "      "),
  ];
}

function unneededLines(
  { entries: { shown, more }, ...heading }: StackContents["unneeded"],
  options: TextOptions,
): string[] {
  if (shown.length === 0) return [];
  return [
    "",
    ...headingLines(heading, options.style.yellow, options),
    ...shown.flatMap(({ name, kind, text, written }) => {
      const title = name + (kind === "setting" ? " (setting)" : "");
      return titleLines(title, written === "" ? text : `${text} (${written})`, options);
    }),
    ...note(more, options),
  ];
}

function identicalLines(identical: StackContents["identical"], { style }: TextOptions): string[] {
  if (identical.length === 0) return [];
  const width = Math.max(...identical.map(({ name }) => name.length));
  const rows = identical.map(({ name, value, written }) =>
    `  ${name.padEnd(width)}  ${value}  ${written && style.dim(written)}`.trimEnd(),
  );
  return ["", `${style.bold("identical")}: the same in all environments`, ...rows];
}

function fileLines({ text, diffs, more }: FileContents, options: TextOptions): string[] {
  const { style, columns, all } = options;
  const title = "Rendered files";
  const [first = "", ...others] = wrap(`${title}: ${text}`, columns);
  const lines = ["", style.bold(title) + first.slice(title.length), ...others];
  for (const { environments, diff } of diffs) {
    const same = namesText(environments.slice(1), all ? Number.POSITIVE_INFINITY : 5);
    lines.push("", ...(same === "" ? [] : [style.dim(`The same in ${same}:`)]));
    lines.push(...paintDiff(diff.trimEnd(), style).split("\n"));
  }
  return more === undefined ? lines : [...lines, "", style.dim(more)];
}

function problemLines(
  { problems, notCompared }: Contents,
  { style, columns }: TextOptions,
): string[] {
  const left = notCompared === "" ? "" : `: not compared: ${notCompared}`;
  return [
    ...wrap(style.bold("problems") + left, columns),
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

function note(text: string | undefined, { style, columns }: TextOptions): string[] {
  return text === undefined ? [] : wrap(text, columns, "    ").map(style.dim);
}
