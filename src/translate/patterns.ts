import { quotedLiteral } from "../hcl/literal.ts";
import { toRe2 } from "./re2.ts";
import type { Rule } from "./rules.ts";
import { type Place, problem } from "./shape.ts";

/** Whether an RE2 pattern matches, as an HCL condition. */
export function matches(pattern: string, value: string): string {
  return `can(regex(${quotedLiteral(pattern)}, ${value}))`;
}

/** The rule that a string, or what `subject` takes out of it, matches a pattern; a problem where RE2 cannot hold it. */
export function patternRules(
  pattern: RegExp,
  words: { readonly requirement: string; readonly message?: string },
  place: Place,
  subject: (value: string) => string = (value) => value,
): Rule[] {
  const result = toRe2(pattern);
  if (!result.ok) {
    for (const refusal of result.problems) {
      problem(place, { kind: "pattern", pattern: String(pattern), ...refusal });
    }
    return [];
  }
  const condition = (value: string) =>
    result.value
      .map((test) => `${test.matches ? "" : "!"}${matches(test.pattern, subject(value))}`)
      .join(" && ");
  return [{ path: "", ...words, condition }];
}
