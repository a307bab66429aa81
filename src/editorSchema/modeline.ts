import { posix } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { locationOfLine } from "../diagnostics/position.ts";

/**
 * A comment above a spec's YAML that tells editors its JSON Schema: the one of the YAML language server
 * (`# yaml-language-server: $schema=...`), or that of JetBrains' editors (`# $schema: ...`).
 *
 * @see https://github.com/redhat-developer/yaml-language-server#using-a-modeline
 * @see https://www.jetbrains.com/help/idea/yaml.html
 */
const modeline = /^(#\s+(?:yaml-language-server\s*:\s*\$schema=|\$schema:\s*))(\S+)/;

/** What stands above the first line of YAML. */
const aboveYaml = /^\uFEFF?(?:\s*(?:#.*)?|---|%.*)\s*$/;

/** The line that a spec begins with, for editors to find its JSON Schema. Both paths are relative to the root. */
export function modelineFor(file: string, schemaFile: string): string {
  return `# yaml-language-server: $schema=${relativeTo(file, schemaFile)}`;
}

/**
 * What is wrong with a spec's modelines. One that names a URL, an absolute path or `none` is the author's own choice.
 *
 * @param stack the stack whose JSON Schema is `schemaFile`
 */
export function modelineProblems(
  file: string,
  text: string,
  { stack, schemaFile }: { readonly stack: string; readonly schemaFile: string },
): Diagnostic[] {
  const found = modelinesOf(text);
  if (found.length === 0) {
    const expected = modelineFor(file, schemaFile);
    return [diagnostic("modeline-missing", { expected }, locationOfLine(file, text, 1, 1))];
  }
  return found.flatMap(({ schema, before, line, column }) => {
    const target = targetOf(file, schema);
    if (target === undefined || target === schemaFile) return [];
    const expected = before + relativeTo(file, schemaFile);
    const location = locationOfLine(file, text, line, column, column + schema.length);
    return [diagnostic("modeline-wrong", { target, stack, expected }, location)];
  });
}

/** The text of a spec as the text of a file in another folder: its modelines lead to where they led. */
export function moveModelines(text: string, from: string, to: string): string {
  const lines = text.split("\n");
  for (const { schema, line, column } of modelinesOf(text)) {
    const target = targetOf(from, schema);
    if (target === undefined) continue;
    const old = lines[line - 1] ?? "";
    const end = old.slice(column - 1 + schema.length);
    lines[line - 1] = old.slice(0, column - 1) + relativeTo(to, target) + end;
  }
  return lines.join("\n");
}

interface Modeline {
  /** `# yaml-language-server: $schema=`, or the other form. */
  readonly before: string;
  readonly schema: string;
  /** Where the schema stands, from 1. */
  readonly line: number;
  readonly column: number;
}

function modelinesOf(text: string): Modeline[] {
  const lines = text.split("\n");
  const end = lines.findIndex((line) => !aboveYaml.test(line));
  return lines.slice(0, end < 0 ? lines.length : end).flatMap((line, index) => {
    const [, before, schema] = modeline.exec(line.replace(/^\uFEFF/, "")) ?? [];
    if (before === undefined || schema === undefined) return [];
    const mark = line.startsWith("\uFEFF") ? 1 : 0;
    return [{ before, schema, line: index + 1, column: mark + before.length + 1 }];
  });
}

/** The file below the root that a modeline names by a relative path. */
function targetOf(file: string, schema: string): string | undefined {
  const isOwnChoice = schema === "none" || /^(?:[a-z][a-z\d+.-]*:|\/|~)/i.test(schema);
  return isOwnChoice ? undefined : posix.join(posix.dirname(file), schema);
}

function relativeTo(file: string, target: string): string {
  return posix.relative(posix.dirname(file), target);
}
