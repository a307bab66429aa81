import { RecentCache } from "../text/recentCache.ts";

/**
 * Placeholders, in quotes, for the values that were cut out: one mark for each kind of value, so that texts that are
 * then the same have values of the same types too. Control characters below 256 that nobody uses: a text of such units
 * takes half the memory.
 */
const marks = {
  text: "\u0091",
  numberInText: "\u0092",
  booleanInText: "\u0093",
  number: "\u0094",
  boolean: "\u0095",
  bitInText: "\u0096",
};

const anyMark = /[\u0091-\u0096]/;

const markInQuotes = /"[\u0091-\u0096]"/;

/** The content of a plain text: no template, only plain escapes, nothing that could end a comment around it. */
const unit = [
  String.raw`[^"\\$%*\u0000-\u001F\u007F-\u009F\u2028\u2029\uD800-\uDFFF]`,
  String.raw`\\[nrt"\\]`,
  String.raw`\$\$\{|%%\{|[$%](?![{$%"])`,
  String.raw`\*(?!/)`,
].join("|");

/** A path is more than a value, so it is not cut out. */
const text = `"(?!\\.)(?:${unit})*"`;

const scalar = `${text}|-?\\d{1,15}(?:\\.\\d{1,15})?|true|false`;

/**
 * A value that is all of its line but for the name before it, or a text that is an element on its own line. The type of
 * a variable, which `terraform fmt` writes anew, is none, nor is a constraint that the module check reads.
 */
const plainLine = new RegExp(
  `^([ \\t]*(?!(?:type|required_version)\\b)(?:[\\w-]+|"[^"\\\\$%\\n]*")[ \\t]*[=:][ \\t]*)(${scalar}|\\[(?:${scalar})(?:, (?:${scalar}))*\\])(,?)$|^([ \\t]*)(${text})(,?)$`,
  "gm",
);

const eachScalar = new RegExp(scalar, "g");

/** HCL text without its plain values: texts that differ only in these have one shape. */
export interface CutText {
  readonly shape: string;
  /** What was cut out, in its order. */
  readonly values: readonly string[];
}

/** HCL text that was cut, line by line: of a text that is nearly the same, only the other lines are looked at. */
export interface CutLines extends CutText {
  readonly lines: readonly string[];
  readonly cuts: readonly CutText[];
}

/**
 * Cuts plain values out of HCL text: numbers, booleans and texts without escapes and templates that stand alone on their
 * line, or in a list that does. The rest formats, parses and means the same for all values; inside of a heredoc
 * or a comment, which looks alike, they are put back as they were.
 *
 * @param like a text that was cut before and is nearly the same; where the shapes are equal, they are one string
 * @returns `undefined` where that is not so, or the text holds what stands for a value
 */
export function cutValues(hcl: string, like?: CutLines): CutLines | undefined {
  const lines = hcl.split("\n");
  const cuts: CutText[] = [];
  const values: string[] = [];
  let isAlike = like?.lines.length === lines.length;
  for (const [index, line] of lines.entries()) {
    const before = like?.lines[index] === line ? like.cuts[index] : undefined;
    const cut = before ?? cutLine(line);
    if (!cut) return undefined;
    if (!before && isAlike) isAlike = like?.cuts[index]?.shape === cut.shape;
    cuts.push(cut);
    for (const value of cut.values) values.push(value);
  }
  if (like && isAlike) return { shape: like.shape, values, lines, cuts };
  const shape = cuts.map((cut) => cut.shape).join("\n");
  return isAlignedByText(shape) ? undefined : { shape, values, lines, cuts };
}

/** Most lines are the same in many environments. */
const knownLines = new RecentCache<string, CutText>(2000);

function cutLine(line: string): CutText | undefined {
  const known = knownLines.get(line);
  if (known) return known;
  if (anyMark.test(line)) return undefined;
  const values: string[] = [];
  const cut = (value: string): string => {
    values.push(value);
    return `"${markOf(value)}"`;
  };
  const shape = line.replace(plainLine, (...found: string[]) => {
    const [, start = "", value, comma = "", indentation = "", element = "", end = ""] = found;
    if (value === undefined) return indentation + cut(element) + end;
    return start + (value.startsWith("[") ? value.replace(eachScalar, cut) : cut(value)) + comma;
  });
  const made = { shape, values };
  knownLines.set(line, made);
  return made;
}

/** Comments at the ends of lines stand where the lines before them let them, and those of a heredoc may be among them. */
function isAlignedByText(shape: string): boolean {
  return shape.includes("<<") && /\S[ \t]*(?:#|\/\/|\/\*)/.test(shape);
}

function markOf(value: string): string {
  if (!value.startsWith('"')) return /^[tf]/.test(value) ? marks.boolean : marks.number;
  const plain = value.slice(1, -1);
  if (/^[01]$/.test(plain)) return marks.bitInText;
  if (/^(?:true|false)$/.test(plain)) return marks.booleanInText;
  return isNumberText(plain) ? marks.numberInText : marks.text;
}

/** Whether Terraform can turn a text into a number. */
export function isNumberText(text: string): boolean {
  return text.trim() !== "" && !Number.isNaN(Number(text));
}

const listOfMarks = /(?<== )\[\s*"[\u0091-\u0096]"(?:,\s*"[\u0091-\u0096]")*,?\s*\]/g;

/** Lines that are comments; in a heredoc the same line is text, which may have a template in it, or stand in a comment. */
const commentLines = /^[ \t]*(?:#|\/\/)(?:(?!\$\{|%\{|\/\*|\*\/)[^\n])*(?:\n|(?![\s\S]))/gm;

/**
 * A key that shapes share only if all of them parse, or none: kinds of values, lengths of lists and lines of comments
 * do not matter.
 */
export function syntaxKey(shape: string): string {
  return shape
    .replace(commentLines, "")
    .replace(listOfMarks, '""')
    .replaceAll(/"[\u0091-\u0096]"/g, '""');
}

/** Makes texts of a shape from their values. */
export function fillerOf(shape: string): (values: readonly string[]) => string | undefined {
  const [start = "", ...parts] = shape.split(markInQuotes);
  return (values) => {
    if (values.length !== parts.length) return undefined;
    let filled = start;
    for (let index = 0; index < parts.length; index++) {
      filled += (values[index] as string) + (parts[index] as string);
    }
    return filled;
  };
}
