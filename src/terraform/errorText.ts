import { stripVTControlCharacters } from "node:util";

/** One `Error:` of Terraform's text. */
export interface TerraformError {
  /** Its summary and detail, on one line. */
  readonly text: string;
  /** Where it is, if it says so: relative to the folder that Terraform was run in. */
  readonly place?: { readonly file: string; readonly line: number };
}

/**
 * Terraform's first error, on one line: the text after `Error:`, without the box around
 * it. If there is none, the last line of the output.
 */
export function errorText(stderr: string): string {
  const [first] = terraformErrors(stderr);
  return first?.text ?? plainLines(stderr).findLast((line) => line !== "") ?? "";
}

/** Every `Error:` that Terraform wrote, in its order, exact duplicates once. */
export function terraformErrors(stderr: string): readonly TerraformError[] {
  const lines = plainLines(stderr);
  const starts = lines.flatMap((line, index) => (line.startsWith("Error: ") ? [index] : []));
  const errors = starts.map((start, index) => readError(lines.slice(start, starts[index + 1])));
  return [...new Map(errors.map((error) => [JSON.stringify(error), error])).values()];
}

/** `  on main.tf line 13, in variable "n":`, and below it the line itself. */
const placeLine = /^on (\S.*?) line (\d+)(?:,.*)?:$/;

function readError([headline = "", ...rest]: readonly string[]): TerraformError {
  const paragraphs = rest
    .join("\n")
    .trim()
    .split(/\n{2,}/);
  const [, file, line] = placeLine.exec(paragraphs[0]?.split("\n", 1)[0] ?? "") ?? [];
  const explanation = paragraphs[file === undefined ? 0 : 1]?.replaceAll("\n", " ");
  const text = [headline.slice("Error: ".length), explanation]
    .filter(Boolean)
    .join(": ")
    .replace(/([:.]): /, "$1 ");
  return { text, ...(file === undefined ? {} : { place: { file, line: Number(line) } }) };
}

function plainLines(stderr: string): string[] {
  return stripVTControlCharacters(stderr)
    .split(/\r?\n/)
    .map((line) => line.replace(/^[\u2577\u2502\u2575]\s?/, "").trim());
}
