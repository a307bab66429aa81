import type { $ZodBigIntFormats, $ZodNumberFormats } from "zod/v4/core";
import { literal } from "../hcl/literal.ts";
import { type Check, ownMessage } from "./checks.ts";
import { type Bound, rangeRules } from "./range.ts";
import type { Rule } from "./rules.ts";

type NumberFormat = $ZodNumberFormats | $ZodBigIntFormats;

/**
 * The ranges of the number formats. `safeint` has none: its bounds are where JavaScript's numbers
 * lose precision, and Terraform's do not.
 */
const ranges: Readonly<Partial<Record<NumberFormat, readonly [number | bigint, number | bigint]>>> =
  {
    int32: [-(2 ** 31), 2 ** 31 - 1],
    uint32: [0, 2 ** 32 - 1],
    int64: [-(2n ** 63n), 2n ** 63n - 1n],
    uint64: [0n, 2n ** 64n - 1n],
    float32: [-3.4028234663852886e38, 3.4028234663852886e38],
  };

/** The rules of a number's checks. A `z.bigint()` is a whole number to Terraform. */
export function numberRules(checks: readonly Check[], whole: boolean): Rule[] {
  const lower: Bound[] = [];
  const upper: Bound[] = [];
  const others: Rule[] = [];
  let wholeness: Rule | undefined = whole ? wholeNumber(undefined) : undefined;

  for (const check of checks) {
    switch (check.check) {
      case "greater_than":
      case "less_than": {
        const { value: limit, inclusive } = check;
        const isBound =
          typeof limit === "bigint" || (typeof limit === "number" && Number.isFinite(limit));
        if (isBound)
          (check.check === "less_than" ? upper : lower).push({ limit, inclusive, check });
        break;
      }
      case "number_format":
      case "bigint_format": {
        if (check.format.includes("int")) wholeness ??= wholeNumber(check);
        const range = ranges[check.format];
        if (range) {
          lower.push({ limit: range[0], inclusive: true, check });
          upper.push({ limit: range[1], inclusive: true, check });
        }
        break;
      }
      case "multiple_of":
        others.push(multipleOf(check.value, check));
        break;
    }
  }
  const range = rangeRules(lower, upper, {
    of: (value) => value,
    requirement: (amount) => `be ${amount}`,
  });
  return [...(wholeness ? [wholeness] : []), ...range, ...others];
}

function wholeNumber(check: Check | undefined): Rule {
  return {
    path: "",
    requirement: "be a whole number",
    ...ownMessage(check),
    condition: (value) => `floor(${value}) == ${value}`,
  };
}

function multipleOf(step: number | bigint, check: Check): Rule {
  const divisor = literal(step);
  return {
    path: "",
    requirement: `be a multiple of ${step}`,
    ...ownMessage(check),
    condition: (value) => {
      if (typeof step === "bigint" || Number.isInteger(step)) return `${value} % ${divisor} == 0`;
      // Terraform's numbers are binary too: a quotient may miss a whole number by its last bit.
      const quotient = `${value} / ${divisor}`;
      return `abs(${quotient} - floor(${quotient} + 0.5)) < 0.000000001`;
    },
  };
}
