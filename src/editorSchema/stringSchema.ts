import type { $ZodType } from "zod/v4/core";
import { type Check, checksOf, ownMessage } from "../translate/checks.ts";
import { formats } from "../translate/formats.ts";
import { scheme } from "../translate/urls.ts";

/** A pattern of JSON Schema, and what an editor says of a text that does not match it. */
interface Pattern {
  readonly pattern: string;
  /** Known to the YAML language server, and passed over by other readers of JSON Schema. */
  readonly patternErrorMessage?: string;
}

type StringFormat = Extract<Check, { check: "string_format" }>;

/**
 * Patterns with words in place of the formats and patterns that zod wrote into a string's JSON Schema. A
 * format is understood by each editor in its own way: some refuse `user@localhost`, or a time without a zone.
 */
export function amendString(type: $ZodType, schema: Record<string, unknown>): void {
  const checks = checksOf(type);
  for (const keyword of ["format", "contentEncoding", "pattern", "allOf"]) delete schema[keyword];
  if (checks.some(({ check }) => check === "overwrite")) {
    // What is checked is not what stands in the spec: .trim() comes between.
    for (const keyword of ["minLength", "maxLength"]) delete schema[keyword];
    return;
  }
  const patterns = checks
    .filter((check) => check.check === "string_format")
    .flatMap((check) => patternOf(check) ?? []);
  if (patterns.length > 1) schema.allOf = patterns;
  else Object.assign(schema, patterns[0]);
}

function patternOf(check: StringFormat): Pattern | undefined {
  const pattern = sourceOf(check);
  if (pattern === undefined) return undefined;
  const patternErrorMessage = ownMessage(check).message ?? wordsOf(check);
  return patternErrorMessage === undefined ? { pattern } : { pattern, patternErrorMessage };
}

function sourceOf(check: StringFormat): string | undefined {
  switch (check.format) {
    case "url":
      return scheme;
    // Zod parses these, and takes more than its own patterns: IPv4 at the end of IPv6.
    case "ipv6":
      return "^[0-9a-fA-F:.]+$";
    case "cidrv6":
      return "^[0-9a-fA-F:.]+/[0-9]+$";
    default: {
      const { pattern } = check;
      // JSON Schema's patterns have no flags: /^ab$/i would refuse "AB".
      return pattern && !/[imsv]/.test(pattern.flags) ? pattern.source : undefined;
    }
  }
}

/** A sentence of what is asked for; none for a pattern that the schema's author wrote, which speaks for itself. */
function wordsOf(check: StringFormat): string | undefined {
  switch (check.format) {
    case "url":
      return "Must be a URL, such as https://example.com";
    case "starts_with":
      return `Must start with ${JSON.stringify(check.prefix)}`;
    case "ends_with":
      return `Must end with ${JSON.stringify(check.suffix)}`;
    case "includes":
      return `Must contain ${JSON.stringify(check.includes)}`;
    default: {
      const requirement = formats[check.format]?.requirement;
      return requirement === undefined ? undefined : `Must ${requirement}`;
    }
  }
}
