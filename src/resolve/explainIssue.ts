import type { z } from "zod";
import type { Location } from "../diagnostics/diagnostic.ts";
import { type Misfit, misfitWords } from "../diagnostics/messages/misfits.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { type Path, type Value, valueAt } from "../model/value.ts";
import { foundIn } from "../specs/outline.ts";

type Issue = z.core.$ZodIssue;

/** What is wrong with a value, and where in the spec. */
export interface ExplainedIssue {
  readonly path: Path;
  readonly what: "key" | "value";
  readonly misfit: Misfit;
}

/**
 * The one place that knows zod's issues.
 *
 * @param value what the spec says at `path`, the root of the issue's own path
 * @param isHidden without keys, advice or words of the schema that might repeat a sensitive value
 */
export function explainIssue(
  issue: Issue,
  value: Value | undefined,
  path: Path,
  isHidden = false,
): ExplainedIssue[] {
  const explained = explain(issue, value, path, isHidden);
  if (!isHidden) return explained;
  return explained.map(({ what, misfit }) => ({
    path,
    what: "value",
    misfit: what === "key" ? { kind: "hidden-key" } : withoutValue(misfit, value ?? null),
  }));
}

function explain(
  issue: Issue,
  value: Value | undefined,
  path: Path,
  isHidden: boolean,
): ExplainedIssue[] {
  const steps = issue.path.filter((step) => typeof step !== "symbol");
  const at = [...path, ...steps];
  const given = valueAt(value, steps);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: [...at, key],
      what: "key",
      misfit: { kind: "unknown-attribute", attribute: key },
    }));
  }
  if (issue.code === "invalid_key") {
    const messages = issue.issues.map(({ message }) => message);
    return [{ path: at, what: "key", misfit: { kind: "key", messages } }];
  }
  return [{ path: at, what: "value", misfit: misfitOf(issue, given, at, isHidden) }];
}

function misfitOf(issue: Issue, value: Value | undefined, path: Path, isHidden: boolean): Misfit {
  if (value === undefined) return { kind: "missing", attribute: String(path.at(-1)) };
  const found = foundIn(value, isHidden);
  switch (issue.code) {
    case "invalid_type":
      return typeof value === "bigint" && issue.expected === "number"
        ? { kind: "loses-digits", number: String(value) }
        : { kind: "type", expected: typeNames[issue.expected] ?? issue.expected, found };
    case "invalid_value": {
      const { values } = issue;
      const texts = values.filter((each) => typeof each === "string");
      const suggestion = typeof value === "string" && !isHidden ? nearest(value, texts) : undefined;
      const allowed = values.map((each) => JSON.stringify(each));
      return { kind: "none-of", allowed, found, suggestion };
    }
    default:
      return { kind: "rule", message: issue.message, found };
  }
}

/** zod's types by what YAML and JSON have for them. */
const typeNames: Readonly<Record<string, string>> = {
  array: "list",
  set: "list",
  tuple: "list",
  object: "map",
  record: "map",
  int: "whole number",
  bigint: "whole number",
};

/** What is wrong with `1.10`, `0755` or `True` where a string is wanted: YAML reads another value than is written. */
export function asWritten(misfit: Misfit, { excerpt, column, endColumn }: Location): Misfit {
  if (misfit.kind !== "type" || misfit.expected !== "string") return misfit;
  const { found } = misfit;
  const text = excerpt?.slice(column - 1, endColumn === undefined ? undefined : endColumn - 1);
  const isScalar = (found.kind === "number" || found.kind === "boolean") && found.text;
  return text && isScalar ? { ...misfit, found: { kind: found.kind, text } } : misfit;
}

function withoutValue(misfit: Misfit, value: Value): Misfit {
  const { message } = misfitWords(misfit);
  const repeats = textsOf(value).some((text) => text !== "" && message.includes(text));
  return repeats ? { kind: "hidden-value", found: foundIn(value, true) } : misfit;
}

function textsOf(value: Value): string[] {
  if (value === null || typeof value === "boolean") return [];
  if (typeof value !== "object") return [String(value)];
  const keys = Array.isArray(value) ? [] : Object.keys(value);
  return [...keys, ...Object.values(value).flatMap(textsOf)];
}
