import { quotedLiteral } from "../hcl/literal.ts";
import { type Check, ownMessage } from "./checks.ts";
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

function formatRules(check: StringFormat, place: Place): Rule[] {
  const own = ownMessage(check);
  switch (check.format) {
    case "starts_with":
      return textRule(check, check.prefix, "start with", "startswith", place);
    case "ends_with":
      return textRule(check, check.suffix, "end with", "endswith", place);
    case "includes": {
      const { includes, position } = check;
      if (!position) return textRule(check, includes, "contain", "strcontains", place);
      // What precedes the text is counted in code points, as everywhere here.
      const pattern = new RegExp(`^[^]{${position},}${literally(includes)}`, "u");
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
      const pattern = format?.pattern ?? check.pattern;
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
