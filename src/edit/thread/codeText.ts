import { format } from "../../hcl/format.ts";
import { referencesOf, wholeVariable } from "../../hcl/outline/find.ts";
import type { Attribute, Block, Range } from "../../hcl/outline/nodes.ts";
import { outline } from "../../hcl/outline/outline.ts";
import {
  applyEdits,
  indentationAt,
  lineStart,
  newlineOf,
  type TextEdit,
} from "../../text/textEdit.ts";
import { placeFor } from "../placeFor.ts";
import { maskMustaches, replaceMustaches } from "../template/mask.ts";

/** Arguments of a module call that are Terraform's own and come last. */
const lastArguments = new Set(["providers", "depends_on"]);

/** The outline of a template or of plain code: Handlebars expressions count as blanks, all else keeps its place. */
export function outlineOf(file: string, text: string) {
  return outline(isTemplate(file) ? maskMustaches(text) : text).body;
}

/** Adds a `variable` block to a file if it is missing: in alphabetical order if the blocks are, else after the last. */
export function withVariable(file: string, text: string, name: string, block: string): string {
  const newline = newlineOf(text);
  const written = inFile(file, text, block);
  const variables = outlineOf(file, text).blocks.filter(({ type }) => type === "variable");
  if (variables.some((one) => nameOf(one) === name)) return text;
  const last = variables.at(-1);
  const place = placeFor(name)(variables.map(nameOf));
  const before =
    place === undefined
      ? undefined
      : variables[variables.findIndex((one) => nameOf(one) === place) + 1];
  // A comment at the top of a file may be the file's own; a block of a template may be in a condition.
  const start = before && lineStart(text, before.lead);
  if (before && start && before.lead > 0 && !isInSection(file, text, start)) {
    return applyEdits(text, [{ start, end: start, text: `${written}${newline}` }]);
  }
  const behind = last && !isInSection(file, text, last.lineEnd) ? text.slice(last.lineEnd) : "";
  if (!last || behind.trim() === "") return `${text}${gapAfter(text, newline)}${written}`;
  return applyEdits(text, [
    { start: last.lineEnd, end: last.lineEnd, text: `${newline}${written}` },
  ]);
}

/** A file with another argument in a `module` block. `expression` is one line. */
export function withArgument(
  file: string,
  text: string,
  call: Block,
  name: string,
  expression: string,
): string {
  const { attributes } = call.body;
  const ordinary = attributes.filter((one) => !lastArguments.has(one.name));
  const own = ordinary.filter(
    (one) =>
      one.name !== "source" && one.name !== "version" && !isConditional(file, text, call, one),
  );
  const after = placeFor(name)(own.map((one) => one.name));
  const follows =
    (after === undefined ? undefined : own.find((one) => one.name === after)) ??
    own.at(-1) ??
    ordinary.find((one) => !isConditional(file, text, call, one));
  const edit = follows
    ? behind(text, follows, call, name, expression)
    : {
        start: call.body.start,
        end: call.body.start,
        text: `${newlineOf(text)}  ${name} = ${expression}`,
      };
  return formattedAsBefore(file, text, applyEdits(text, [edit]));
}

/** A `.tfvars` file with another definition. */
export function withDefinition(
  file: string,
  text: string,
  name: string,
  expression: string,
): string {
  const { attributes } = outlineOf(file, text);
  const newline = newlineOf(text);
  const last = attributes.at(-1);
  const line = `${padded(name, text, last)} ${expression}${newline}`;
  const end = text === "" || text.endsWith("\n") ? text : `${text}${newline}`;
  return formattedAsBefore(file, text, `${end}${line}`);
}

/** Whether Handlebars runs the file. */
export function isTemplate(file: string): boolean {
  return file.endsWith(".hbs");
}

/** A new line after an argument, as its neighbour is written. */
function behind(
  text: string,
  follows: Attribute,
  call: Block,
  name: string,
  expression: string,
): TextEdit {
  const newline = newlineOf(text);
  const isOneLine = !text.slice(call.start, call.end).includes("\n");
  if (isOneLine) {
    const body = text.slice(call.body.start, call.body.end).trim();
    const indent = indentationAt(text, call.start);
    const lines = [body, `${name} = ${expression}`].map((line) => `${newline}${indent}  ${line}`);
    return {
      start: call.body.start,
      end: call.body.end,
      text: `${lines.join("")}${newline}${indent}`,
    };
  }
  const end = follows.lineEnd;
  const indent = indentationAt(text, follows.start);
  return {
    start: end,
    end,
    text: `${indent}${padded(name, text, follows)} ${expression}${newline}`,
  };
}

/** `name   =`, its sign below that of a neighbour, where the name is not longer. */
function padded(name: string, text: string, neighbour: Attribute | undefined): string {
  const sign = neighbour ? text.indexOf("=", neighbour.start) - neighbour.start : 0;
  return `${name.padEnd(sign - 1)} =`;
}

/** Keeps a text formatted that was; of a template as far as that is known before it runs. */
export function formattedAsBefore(file: string, before: string, after: string): string {
  // Other templates are formatted when they are rendered.
  if (isTemplate(file) && !/^\{\{!--\s*as written/m.test(before)) return after;
  const formatted = formatCode(file, before) === before ? formatCode(file, after) : undefined;
  return formatted ?? after;
}

/** Formats code, with names of the same length in place of Handlebars expressions. */
function formatCode(file: string, text: string): string | undefined {
  const found: string[] = [];
  const plain = isTemplate(file)
    ? replaceMustaches(text, (mustache) => {
        found.push(mustache);
        return "m".padEnd(mustache.length, "_");
      })
    : text;
  const formatted = format(plain);
  if (!formatted.ok) return undefined;
  const restored = formatted.value.replace(/\bm_+/g, (name) => found.shift() ?? name);
  return found.length === 0 ? restored : undefined;
}

/** Terraform text for a file: braces that Handlebars would read are escaped, line ends are the file's. */
function inFile(file: string, text: string, block: string): string {
  const escaped = isTemplate(file) ? block.replaceAll("{{", "\\{{") : block;
  return escaped.replaceAll("\n", newlineOf(text));
}

/** Whether a place is in a condition or a loop of a template. */
function isInSection(file: string, text: string, offset: number): boolean {
  if (!isTemplate(file)) return false;
  const before = text.slice(0, offset);
  return (before.match(/\{\{~?#/g)?.length ?? 0) > (before.match(/\{\{~?\//g)?.length ?? 0);
}

/** The line breaks between the end of a text and a block. */
function gapAfter(text: string, newline: string): string {
  if (text.trim() === "" || /\n\r?\n$/.test(text)) return "";
  return text.endsWith("\n") ? newline : newline + newline;
}

function nameOf({ labels: [label] }: Block): string {
  return label?.text ?? "";
}

/** Whether an argument is in a condition or a loop of a template that its call is not in. */
function isConditional(file: string, text: string, call: Block, { start }: Attribute): boolean {
  return isInSection(file, text.slice(call.body.start), start - call.body.start);
}

/** The call of a name, and where its source leads; of a template by what is written there. */
export function callNamed(
  file: string,
  text: string,
  name: string,
  line: number,
): Block | undefined {
  const calls = outlineOf(file, text).blocks.filter(({ type }) => type === "module");
  const distance = ({ start }: Block) => Math.abs(text.slice(0, start).split("\n").length - line);
  // Of several under one name, of which a condition chooses, the one that was rendered; a name may be a template's.
  const [nearest] = calls
    .filter((call) => nameOf(call) === name)
    .sort((a, b) => distance(a) - distance(b));
  return nearest ?? calls.find((call) => distance(call) === 0);
}

/** The code of one variable in a file. */
export interface VariableCode {
  /** Its block with comments above, its definition, arguments that pass it unchanged: whole lines. */
  readonly thread: readonly Range[];
  /** Other places that read it: the name. */
  readonly reads: readonly Range[];
}

/** Finds the lines that only pass a variable on, and those that use it. */
export function variableCodeIn(file: string, text: string, name: string): VariableCode {
  const body = outlineOf(file, text);
  const isValues = /\.tfvars(?:\.hbs)?$/.test(file);
  const thread = body.statements.flatMap((statement): Range[] => {
    if (statement.kind === "attribute") {
      return isValues && statement.name === name ? [linesOf(text, statement)] : [];
    }
    if (statement.kind !== "block") return [];
    if (statement.type === "variable" && nameOf(statement) === name) {
      return [withOneGap(text, lineStart(text, statement.lead), statement.lineEnd)];
    }
    if (statement.type !== "module") return [];
    return statement.body.attributes
      .filter(({ expression }) => wholeVariable(expression) === name)
      .map((argument) => linesOf(text, argument));
  });
  thread.push(...helpersOf(file, text, name));
  const inThread = ({ start }: Range): boolean =>
    thread.some((range) => range.start <= start && start < range.end);
  const reads = body.statements
    .flatMap(referencesOf)
    .flatMap(({ root, steps: [step] }) =>
      root === "var" && step?.name === name
        ? [{ start: step.end - name.length, end: step.end }]
        : [],
    );
  return { thread, reads: reads.filter((read) => !inThread(read)) };
}

/** A template in which a helper writes a variable's block, with the block as text in its place. */
export function withBlockInstead(text: string, name: string, block: string): string {
  const written = block.trimEnd().replaceAll("{{", "\\{{").replaceAll("\n", newlineOf(text));
  return text.replaceAll(new RegExp(helperOf(name), "gm"), () => written);
}

/** The lines of a template in which a helper writes the variable's block, with comments directly above. */
function helpersOf(file: string, text: string, name: string): readonly Range[] {
  if (!isTemplate(file)) return [];
  const lines = new RegExp(
    `(?:^[ \\t]*(?:#|//).*\\n)*^[ \\t]*${helperOf(name)}[ \\t]*(?:\\r?\\n|$)`,
    "gm",
  );
  return [...text.matchAll(lines)].map(({ 0: found, index }) =>
    withOneGap(text, index, index + found.length),
  );
}

function helperOf(name: string): string {
  return `\\{\\{variableDeclarations [^}]*\\bname=["']${name}["'][^}]*\\}\\}`;
}

function linesOf(text: string, { start, lineEnd }: Attribute): Range {
  return { start: lineStart(text, start), end: lineEnd };
}

/** A block's lines with the blank line after it, or, of the last block, before it. */
function withOneGap(text: string, start: number, end: number): Range {
  const behind = /^[ \t]*\r?\n/.exec(text.slice(end))?.[0].length ?? 0;
  if (behind > 0 || text.slice(end).trim() !== "") return { start, end: end + behind };
  const gap = /\n([ \t]*\r?\n)$/.exec(text.slice(0, start))?.[1]?.length ?? 0;
  return { start: start - gap, end };
}
