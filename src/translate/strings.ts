import type { $ZodType, $ZodTypes } from "zod/v4/core";
import { quotedLiteral } from "../hcl/literal.ts";
import { type Check, checksOf, ownMessage } from "./checks.ts";
import { formats } from "./formats.ts";
import { patternRules } from "./patterns.ts";
import type { Rule } from "./rules.ts";
import type { Place } from "./shape.ts";
import { characters, sizeRules } from "./sizes.ts";
import { urlRules } from "./urls.ts";
import { isWritable } from "./values.ts";

type StringFormat = Extract<Check, { check: "string_format" }>;

/** The rules of a string's checks; a check that Terraform cannot hold is a problem of the place. */
export function stringRules(checks: readonly Check[], place: Place): Rule[] {
  const described = checks.filter((check) => check.check === "string_format");
  return [
    ...sizeRules(checks, characters),
    ...described.flatMap((check) => formatRules(check, place)),
  ];
}

/** The patterns that a string type has Terraform match, as zod matches them. */
export function patternsOf(type: $ZodType): RegExp[] {
  const { def } = (type as $ZodTypes)._zod;
  if (def.type === "template_literal") return type._zod.pattern ? [type._zod.pattern] : [];
  return checksOf(type).flatMap((check) =>
    check.check === "string_format" ? (patternOf(check) ?? []) : [],
  );
}

/** The pattern that a format is to Terraform; none where it is functions and comparisons. */
function patternOf(check: StringFormat): RegExp | undefined {
  switch (check.format) {
    case "starts_with":
    case "ends_with":
    case "url":
      return undefined;
    case "includes": {
      const { includes, position } = check;
      return position ? new RegExp(`^[^]{${position},}${literally(includes)}`) : undefined;
    }
    default: {
      const format = formats[check.format];
      return format?.condition ? undefined : (format?.pattern ?? check.pattern);
    }
  }
}

function formatRules(check: StringFormat, place: Place): Rule[] {
  const own = ownMessage(check);
  switch (check.format) {
    case "starts_with":
      return textRule(check, check.prefix, "start with", "startswith", place);
    case "ends_with":
      return textRule(check, check.suffix, "end with", "endswith", place);
    case "includes": {
      const { includes, position } = check;
      const pattern = patternOf(check);
      if (!pattern) return textRule(check, includes, "contain", "strcontains", place);
      const requirement = `contain ${JSON.stringify(includes)} after the first ${position} characters`;
      return patternRules(pattern, { requirement, ...own }, place);
    }
    case "url":
      return urlRules(check, place);
    case "regex":
      return patternRules(
        check.pattern,
        { requirement: `match the pattern ${check.pattern}`, ...own },
        place,
      );
    default: {
      const format = formats[check.format];
      const requirement = format?.requirement ?? `have the format ${check.format}`;
      if (format?.condition)
        return [{ path: "", requirement, ...own, condition: format.condition }];
      const pattern = patternOf(check);
      // A z.stringFormat() made of a function is like a .refine(): checked by zod alone.
      return pattern ? patternRules(pattern, { requirement, ...own }, place) : [];
    }
  }
}

/** A rule that is one of Terraform's functions of two strings. */
function textRule(
  check: StringFormat,
  text: string,
  verb: string,
  terraformFunction: string,
  place: Place,
): Rule[] {
  if (!isWritable(text, place)) return [];
  const condition = (value: string) => `${terraformFunction}(${value}, ${quotedLiteral(text)})`;
  return [
    { path: "", requirement: `${verb} ${JSON.stringify(text)}`, ...ownMessage(check), condition },
  ];
}

/** Text as the pattern that matches it. */
function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
