import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { startOf } from "../diagnostics/position.ts";
import type { Environment } from "../model/environment.ts";
import type { ProjectStack } from "../model/schema.ts";
import type { Condition, TemplateFile } from "../model/templates.ts";
import { isMapValue, type Value } from "../model/value.ts";

/** The name that asks for the environment itself, where others ask for a setting. */
const ownName = "environment";

/** What begins a folder's name that is a condition. */
const mark = "@";

/**
 * The conditions in a path below templates/, and the path without them: `@cdn/dns.tf` is made where the setting `cdn`
 * is on, `@environment=prod/dns.tf` in prod alone. A `+` stands for the `/` of a nested environment's name.
 */
export function conditionsInPath(path: string): {
  readonly when: readonly Condition[];
  readonly path: string;
} {
  const segments = path.split("/");
  const folders = segments.slice(0, -1);
  return {
    when: folders
      .filter((folder) => folder.startsWith(mark))
      .map((folder) => readCondition(folder.slice(mark.length).replaceAll("+", "/"))),
    path: segments
      .filter((segment, index) => index === folders.length || !segment.startsWith(mark))
      .join("/"),
  };
}

/** What the comments on a template's first lines say of the file as a whole. */
export interface FrontLines {
  readonly when: readonly Condition[];
  readonly asWritten: boolean;
  readonly lineEnd: TemplateFile["lineEnd"];
}

/** Of a file that is copied. */
export const copiedAsItIs: FrontLines = { when: [], asWritten: true, lineEnd: "as written" };

/** `{{!-- when cdn and tier=gold,silver --}}`, `{{!-- as written --}}`, `{{!-- crlf --}}`: each on a line of its own. */
export function readFrontLines(text: string): FrontLines {
  const when: Condition[] = [];
  let asWritten = false;
  let lineEnd: FrontLines["lineEnd"] = "as written";
  for (const line of text.split(/\r?\n/)) {
    const words = /^\{\{!--\s*(.*?)\s*--\}\}\s*$/.exec(line)?.[1];
    if (words === undefined) break;
    if (words === "as written") asWritten = true;
    if (words === "crlf") lineEnd = "crlf";
    const conditions = /^when\s+(.+)$/.exec(words)?.[1];
    if (conditions !== undefined) when.push(...conditions.split(/\s+and\s+/).map(readCondition));
  }
  return { when, asWritten, lineEnd };
}

function readCondition(text: string): Condition {
  const negated = text.startsWith("!");
  const [name = "", ...values] = text.slice(negated ? 1 : 0).split("=");
  if (values.length === 0) return { name, negated };
  return { name, negated, values: values.join("=").split(",") };
}

/** Whether a file is generated for an environment. */
export function holdsIn(environment: Environment, when: readonly Condition[]): boolean {
  return when.every(({ name, negated, values }) => {
    const value = conditionValue(environment, name);
    const isMet = values ? values.includes(String(value)) : isOn(value);
    return isMet !== negated;
  });
}

function conditionValue(
  { name: environment, settings }: Environment,
  name: string,
): Value | undefined {
  if (name === ownName) return environment;
  let value: Value | undefined = settings;
  for (const key of name.split(".")) {
    value = isMapValue(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
}

/** As `{{#if}}` has it. */
function isOn(value: Value | undefined): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** Conditions on what the stack does not have; on no stack's environments nothing can be asked. */
export function conditionProblems(
  file: string,
  when: readonly Condition[],
  stack: ProjectStack | undefined,
): Diagnostic[] {
  return when.flatMap(({ name, values }) => {
    if (!stack) return [diagnostic("condition-place", {}, startOf(file))];
    const [setting = ""] = name.split(".");
    if (stack.settings.has(setting) || (name === ownName && values)) return [];
    const known = [ownName, ...stack.settings.keys()];
    const args = { name: setting, stack: stack.name, suggestion: nearest(setting, known) };
    return [diagnostic("condition-unknown", args, startOf(file))];
  });
}
