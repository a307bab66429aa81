import { applyEdits, type TextEdit } from "../text/textEdit.ts";
import type { Block, Body, Expression, Label } from "./outline/nodes.ts";
import { outline } from "./outline/outline.ts";
import { escapeText, unescapeText } from "./quotedText.ts";
import type { Token } from "./tokens.ts";

/**
 * Rewrites what `terraform fmt` rewrites besides blanks: `x = "${y}"` becomes `x = y`, the legacy
 * `type = "list"` of a variable `list(string)` and a bare `list` `list(any)`, and block labels are
 * written in quotes with plain escapes. Text that does not parse stays as it is.
 *
 * @see https://github.com/hashicorp/terraform/blob/v1.11.4/internal/command/fmt.go
 */
export function modernize(text: string): string {
  const { body, faults } = outline(text);
  if (faults.length > 0) return text;
  const edits = editsIn(body, text).filter(
    (edit) => text.slice(edit.start, edit.end) !== edit.text,
  );
  return edits.length === 0 ? text : applyEdits(text, edits);
}

/** @param around the types of the blocks around a body, the outermost first */
function editsIn(
  { attributes, blocks }: Body,
  text: string,
  ...around: readonly string[]
): TextEdit[] {
  const isVariable = around.join(" ") === "variable";
  const values = attributes.flatMap(({ name, expression }): TextEdit[] => {
    const { start, end } = expression;
    const modern =
      isVariable && name === "type"
        ? modernTypes.get(text.slice(start, end))
        : unwrapped(expression);
    return modern === undefined ? [] : [{ start, end, text: modern }];
  });
  const inBlocks = blocks.flatMap((block) => [
    ...labelsEdit(block, text),
    ...editsIn(block.body, text, ...around, block.type),
  ]);
  return [...values, ...inBlocks];
}

/** Types of variables as they were written before Terraform 0.12, and as they are written today. */
const modernTypes: ReadonlyMap<string, string> = new Map([
  ['"string"', "string"],
  ['"list"', "list(string)"],
  ['"map"', "map(string)"],
  ["list", "list(any)"],
  ["map", "map(any)"],
  ["set", "set(any)"],
]);

/** What is inside a value that is nothing but `"${inside}"`, in parentheses if of several lines. */
function unwrapped({ tokens }: Expression): string | undefined {
  const kinds = [tokens[0], tokens[1], tokens.at(-2), tokens.at(-1)].map((token) => token?.kind);
  if (kinds.join(" ") !== "openQuote interpolation closeTemplate closeQuote") return undefined;
  const wrapped = tokens.slice(2, -2);
  if (wrapped.length === 0 || !isOneInterpolation(wrapped)) return undefined;
  const isNotNewline = (token: Token): boolean => token.kind !== "newline";
  const inside = wrapped.slice(
    wrapped.findIndex(isNotNewline),
    wrapped.findLastIndex(isNotNewline) + 1,
  );
  const code = inside.map(({ spaces, text }) => " ".repeat(spaces) + text).join("");
  const isParenthesized = inside[0]?.kind === "(" && inside.at(-1)?.kind === ")";
  return isParenthesized || inside.every(isNotNewline) ? code : `(${code})`;
}

/** Template sequences within a nested string are part of that; others say there is more than one. */
function isOneInterpolation(wrapped: readonly Token[]): boolean {
  let quotes = 0;
  return wrapped.every(({ kind }) => {
    if (kind === "openQuote") quotes += 1;
    if (kind === "closeQuote") quotes -= 1;
    return quotes > 0 || !["interpolation", "closeTemplate", "quotedText"].includes(kind);
  });
}

/**
 * A block's labels in quotes, with the escapes Terraform writes. As Terraform does, this drops comments before and
 * between labels, and labels in which `$` or `%` stands with other text, since Terraform's formatter does not
 * recognise those.
 */
function labelsEdit({ start, type, labels }: Block, text: string): TextEdit[] {
  const last = labels.at(-1);
  if (!last || labels.some((label) => holdsTemplate(text.slice(label.start, label.end)))) return [];
  const modern = labels.flatMap((label) => modernLabel(label, text) ?? []);
  const end = last.end + (isQuoted(last, text) ? 1 : 0);
  return [{ start: start + type.length, end, text: modern.map((one) => ` "${one}"`).join("") }];
}

function holdsTemplate(label: string): boolean {
  return /[$%]\{/.test(label.replaceAll(/([$%])\1\{/g, ""));
}

function isQuoted({ start }: Label, text: string): boolean {
  return text[start - 1] === '"';
}

/** What HCL's scanner takes for one token of text: `$` and `%` stand alone. */
const oneScannedToken = /^(?:(?:[^$%\\]|\\.)*|[$%]|\$\$\{~?|%%\{~?)$/su;

function modernLabel(label: Label, text: string): string | undefined {
  const written = text.slice(label.start, label.end);
  if (isQuoted(label, text) && !oneScannedToken.test(written)) return undefined;
  const said = isQuoted(label, text) ? unescapeText(written) : written;
  return said === undefined ? undefined : escapeText(said.normalize("NFC"));
}
