import { type Check, ownMessage } from "./checks.ts";
import { type Bound, rangeRules } from "./range.ts";
import type { Rule } from "./rules.ts";

/** What the size of a value counts. */
interface SizeUnit {
  readonly singular: string;
  readonly plural: string;
  readonly count: (value: string) => string;
  readonly isNotEmpty: (value: string) => string;
}

/**
 * Zod and JSON Schema count code points. Terraform's `length` counts what a reader sees as one
 * character (a flag or a family is one); `split("", ...)` cuts between code points.
 */
export const characters: SizeUnit = {
  singular: "character",
  plural: "characters",
  count: (value) => `length(split("", ${value}))`,
  isNotEmpty: (value) => `${value} != ""`,
};

/** Of a list or a set. */
export const elements: SizeUnit = {
  singular: "element",
  plural: "elements",
  count: (value) => `length(${value})`,
  isNotEmpty: (value) => `length(${value}) > 0`,
};

/** The rules of `.min()`, `.max()`, `.length()`, `.size()` and `.nonempty()`. */
export function sizeRules(checks: readonly Check[], unit: SizeUnit): Rule[] {
  const lower: Bound[] = [];
  const upper: Bound[] = [];
  for (const check of checks) {
    switch (check.check) {
      case "min_length":
      case "min_size":
        lower.push({ limit: check.minimum, inclusive: true, check });
        break;
      case "max_length":
      case "max_size":
        upper.push({ limit: check.maximum, inclusive: true, check });
        break;
      case "length_equals":
      case "size_equals": {
        const limit = check.check === "length_equals" ? check.length : check.size;
        lower.push({ limit, inclusive: true, check });
        upper.push({ limit, inclusive: true, check });
        break;
      }
    }
  }
  const [only] = lower;
  if (only?.limit === 1 && lower.length === 1 && upper.length === 0) {
    const condition = unit.isNotEmpty;
    return [{ path: "", requirement: "not be empty", ...ownMessage(only.check), condition }];
  }
  return rangeRules(lower, upper, {
    of: unit.count,
    requirement: (amount, limit) => `have ${amount} ${limit === 1 ? unit.singular : unit.plural}`,
  });
}
