import type { Location } from "../diagnostics/diagnostic.ts";
import type { NotAbsorbed } from "../diagnostics/messages/notAbsorbed.ts";
import { type Hunk, hunks } from "../text/hunks.ts";
import { rewritten, writtenIn } from "../trace/writtenLine.ts";
import type { HandChange, NoChange, TextChange } from "./changes.ts";
import type { EditedFile } from "./editedFiles.ts";

/** A rendered line, and the template's line that alone wrote it. */
interface Origin {
  readonly template: Location;
  readonly text: string;
}

/** What was written by hand besides values, as changes of templates' lines. */
export function changedText(
  { output, rendered }: EditedFile,
  rest: string,
  placeOf: (line: number) => Location,
  templateLine: TemplateLine,
): readonly (HandChange | ExpressionChange)[] {
  const lines = rendered.split("\n");
  const known = new Map<number, Origin | undefined>();
  const originOf = (index: number): Origin | undefined => {
    const text = lines[index];
    if (!known.has(index)) {
      const template = text?.trim() ? output.origin?.(index + 1) : undefined;
      known.set(index, text !== undefined && template ? { template, text } : undefined);
    }
    return known.get(index);
  };
  return hunks(rendered, rest, output.kind === "hcl").flatMap(
    (hunk): readonly (HandChange | ExpressionChange)[] => {
      const { start, end, lines: wanted, otherStart } = hunk;
      const at = placeOf(otherStart + 1);
      if (start === end) return [inserted(raised(hunk, lines), originOf, templateLine, at)];
      const origins = lines.slice(start, end).map((_, index) => originOf(start + index));
      if (end - start === wanted.length) {
        return wanted.map((line, index) => {
          const origin = origins[index];
          const place = placeOf(otherStart + index + 1);
          if (!origin) return unsure({ kind: "no-line" }, place);
          return (
            changedLine(origin, line, place) ??
            expressionChange(origin, line, place) ??
            unsure({ kind: "expression" }, place, origin.template)
          );
        });
      }
      return [replaced(hunk, origins, at)];
    },
  );
}

/** An expression of a template, alone responsible for what changed in a line: perhaps it names a value. */
export interface ExpressionChange {
  readonly kind: "expression";
  readonly expression: string;
  readonly before: string;
  readonly after: string;
  readonly template: Location;
  readonly at: Location;
}

function changedLine({ template, text }: Origin, line: string, at: Location) {
  const made = rewritten(template.excerpt ?? "", text, line, escapeIn(template.file));
  return made === undefined ? undefined : textChange(template, 1, [made], at);
}

function expressionChange(
  { template, text }: Origin,
  line: string,
  at: Location,
): ExpressionChange | undefined {
  const before = writtenIn(template.excerpt ?? "", text);
  const after = writtenIn(template.excerpt ?? "", line);
  if (!before || !after) return undefined;
  const changed = before.flatMap((written, index) => {
    const now = after[index];
    return now && now.text !== written.text ? [{ written, now }] : [];
  });
  const [only] = changed;
  if (!only || changed.length > 1) return undefined;
  const { written, now } = only;
  const { expression } = written;
  const [was, is] = [written.text, now.text];
  return { kind: "expression", expression, before: was, after: is, template, at };
}

/** A line of a template as it stands there, from 1; `undefined` where it has ended. */
type TemplateLine = (file: string, line: number) => string | undefined;

/**
 * The same insertion, moved above the blank lines before it, which it then ends with: so what is added after the last
 * block of a file is reported there, and not after a blank line that no template's line wrote.
 */
function raised(hunk: Hunk, lines: readonly string[]): Hunk {
  const isBlank = (line: string | undefined): boolean => line?.trim() === "";
  const last = hunk.lines.at(-1);
  if (last === undefined || !isBlank(last) || lines[hunk.start - 1] !== last) return hunk;
  const start = hunk.start - 1;
  return raised({ ...hunk, start, end: start, lines: [last, ...hunk.lines.slice(0, -1)] }, lines);
}

/** Lines beside one that a template's line wrote, where nothing else can stand between the two. */
function inserted(
  { start, lines: wanted }: Hunk,
  originOf: (index: number) => Origin | undefined,
  templateLine: TemplateLine,
  at: Location,
): HandChange {
  const above = originOf(start - 1);
  const below = originOf(start);
  /** Whether the template goes on as the output does: with the neighbour's line, or a blank one. */
  const goesOn = ({ template }: Origin, step: 1 | -1, other: Origin | undefined): boolean => {
    const { file, line } = template;
    if (other) return other.template.file === file && other.template.line === line + step;
    return (templateLine(file, line + step) ?? "").trim() === "";
  };
  const anchor =
    above && writes(above) && goesOn(above, 1, below)
      ? above
      : below && writes(below) && goesOn(below, -1, above)
        ? below
        : undefined;
  if (!anchor) {
    const nearest = (above ?? below)?.template;
    return unsure({ kind: "two-places" }, at, nearest);
  }
  const { template, text } = anchor;
  const shift = indentation(template.excerpt ?? "").length - indentation(text).length;
  const moved = wanted.map((line) => shifted(escapeIn(template.file)(line), shift));
  const line = anchor === above ? template.line + 1 : template.line;
  return textChange({ ...template, line }, 0, moved, at);
}

/** Lines of a template, one for one those of the output and without expressions, in place of which others come. */
function replaced(
  { lines }: Hunk,
  origins: readonly (Origin | undefined)[],
  at: Location,
): HandChange {
  const written = origins.filter((origin) => origin !== undefined);
  const [first] = written;
  const last = written.at(-1);
  if (!first || !last) return unsure({ kind: "no-line" }, at);
  const { template, text } = first;
  const isOneForOne =
    written.every((origin) => origin.template.file === template.file && writes(origin)) &&
    last.template.line - template.line === origins.lastIndexOf(last) - origins.indexOf(first);
  const hasExpressions = written.some(
    (one) => writtenIn(one.template.excerpt ?? "", one.text)?.length,
  );
  if (!isOneForOne || (lines.length > 0 && hasExpressions)) {
    return unsure({ kind: "expression" }, at, template);
  }
  const before = origins.indexOf(first);
  const shift = indentation(template.excerpt ?? "").length - indentation(text).length;
  const moved = lines.map((line) => shifted(escapeIn(template.file)(line), shift));
  const start = { ...template, line: template.line - before };
  return textChange(start, origins.length, moved, at);
}

/** Whether the template's line wrote this line and nothing else. */
function writes({ template, text }: Origin): boolean {
  return writtenIn(template.excerpt ?? "", text) !== undefined;
}

function textChange(
  { file, line }: Location,
  count: number,
  lines: readonly string[],
  at: Location,
): TextChange {
  return { kind: "text", file, line, count, lines, at };
}

function unsure(why: NotAbsorbed, at: Location, belongs?: Location): NoChange {
  return { kind: "left", why, at, ...(belongs ? { belongs } : {}) };
}

/** In a template two braces begin an expression; a file that is copied has none. */
function escapeIn(file: string): (text: string) => string {
  return (text) => (file.endsWith(".hbs") ? text.replaceAll("{{", "\\{{") : text);
}

function indentation(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? "";
}

function shifted(line: string, by: number): string {
  if (line.trim() === "" || by === 0) return line;
  return by > 0 ? " ".repeat(by) + line : line.slice(Math.min(-by, indentation(line).length));
}
