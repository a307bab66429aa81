import type { z } from "zod";
import type { Location } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { lowerFirst } from "../diagnostics/phrases.ts";
import { type Path, type Value, valueAt } from "../model/value.ts";
import { describeValue } from "../specs/outline.ts";

type Issue = z.core.$ZodIssue;

/** What is wrong with a value, and where in the spec. */
export interface ExplainedIssue {
  readonly path: Path;
  readonly what: "key" | "value";
  /** A clause without a full stop, such as `expected a string, found the number 5`. */
  readonly problem: string;
  readonly suggestion?: string;
}

/**
 * The one place that knows zod's issues.
 *
 * @param value what the spec says at `path`, the root of the issue's own path
 * @param describe a value in a few words
 */
export function explainIssue(
  issue: Issue,
  value: Value | undefined,
  path: Path,
  describe: (value: Value) => string = describeValue,
): ExplainedIssue[] {
  const steps = issue.path.filter((step) => typeof step !== "symbol");
  const at = [...path, ...steps];
  const found = valueAt(value, steps);
  switch (issue.code) {
    case "invalid_type":
      return [found === undefined ? missing(at) : wrongType(issue.expected, found, at, describe)];
    case "unrecognized_keys":
      return issue.keys.map((key) => ({
        path: [...at, key],
        what: "key" as const,
        problem: `"${key}" is not an attribute of this object`,
      }));
    case "invalid_value": {
      if (found === undefined) return [missing(at)];
      const allowed = issue.values.map((allowedValue) => JSON.stringify(allowedValue)).join(", ");
      const texts = issue.values.filter((allowedValue) => typeof allowedValue === "string");
      const suggestion = typeof found === "string" ? nearest(found, texts) : undefined;
      return [
        {
          path: at,
          what: "value",
          problem: `expected one of ${allowed}, found ${describe(found)}`,
          ...(suggestion ? { suggestion } : {}),
        },
      ];
    }
    case "invalid_key": {
      const faults = issue.issues.map(({ message }) => lowerFirst(message)).join("; ");
      return [{ path: at, what: "key", problem: `the key does not fit: ${faults}` }];
    }
    default: {
      if (found === undefined) return [missing(at)];
      const problem = `${lowerFirst(issue.message)}, found ${describe(found)}`;
      return [{ path: at, what: "value", problem }];
    }
  }
}

/** What is wrong with `1.10`, `0755` or `True` where a string is wanted: YAML reads another value than is written. */
export function asWritten<T extends Pick<ExplainedIssue, "problem" | "suggestion">>(
  issue: T,
  { excerpt, column, endColumn }: Location,
): T {
  const written = excerpt?.slice(column - 1, endColumn === undefined ? undefined : endColumn - 1);
  const found = /^expected a string, found the (?:number|boolean) /.exec(issue.problem)?.[0];
  if (!written || found === undefined || issue.suggestion === undefined) return issue;
  return { ...issue, problem: found + written, suggestion: JSON.stringify(written) };
}

function missing(path: Path): ExplainedIssue {
  return { path, what: "value", problem: `the attribute "${path.at(-1)}" is missing` };
}

function wrongType(
  expected: string,
  found: Value,
  path: Path,
  describe: (value: Value) => string,
): ExplainedIssue {
  const words: Readonly<Record<string, string>> = {
    array: "a list",
    set: "a list",
    tuple: "a list",
    object: "a map",
    record: "a map",
    int: "a whole number",
    bigint: "a whole number",
    null: "null",
  };
  const article = words[expected] ?? `a ${expected}`;
  if (typeof found === "bigint" && expected === "number") {
    const problem = `the number ${found} is past 2^53 and would lose digits; z.bigint() in the schema keeps them`;
    return { path, what: "value", problem };
  }
  const problem = `expected ${article}, found ${describe(found)}`;
  const quoted = expected === "string" && /^(?:number|bigint|boolean)$/.test(typeof found);
  return {
    path,
    what: "value",
    problem,
    ...(quoted ? { suggestion: JSON.stringify(String(found)) } : {}),
  };
}
