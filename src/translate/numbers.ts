import type { $ZodBigIntFormats, $ZodNumberFormats } from "zod/v4/core";
import { literal } from "../hcl/literal.ts";
import { type Check, ownMessage } from "./checks.ts";
import { type Bound, rangeRules } from "./range.ts";
import type { Rule } from "./rules.ts";

type NumberFormat = $ZodNumberFormats | $ZodBigIntFormats;

/** The ranges of the number formats. That of `safeint` is part of being a whole number. */
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
  let wholeness: Rule | undefined = whole ? wholeNumber(undefined, false) : undefined;
  let safe: Check | undefined;

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
        if (check.format === "safeint") safe ??= check;
        else if (check.format.includes("int")) wholeness ??= wholeNumber(check, false);
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
  if (safe) wholeness = wholeNumber(safe, ![lower, upper].every(isWithinSafe));
  return [...(wholeness ? [wholeness] : []), ...range, ...others];
}

/** Whether bounds leave out what zod's whole numbers leave out. */
function isWithinSafe(bounds: readonly Bound[]): boolean {
  return bounds.some(({ limit }) => limit >= -largestSafe && limit <= largestSafe);
}

const largestSafe = Number.MAX_SAFE_INTEGER;

/** @param isSafe whether it ends where JavaScript's numbers no longer tell whole ones apart */
function wholeNumber(check: Check | undefined, isSafe: boolean): Rule {
  return {
    path: "",
    requirement: "be a whole number",
    ...ownMessage(check),
    condition: (value) =>
      `floor(${value}) == ${value}${isSafe ? ` && abs(${value}) <= ${largestSafe}` : ""}`,
  };
}

function multipleOf(step: number | bigint, check: Check): Rule {
  const divisor = literal(step);
  return {
    path: "",
    requirement: `be a multiple of ${step}`,
    ...ownMessage(check),
    condition: (value) => {
      if (isWhole(step)) return `${value} % ${divisor} == 0`;
      // Terraform's numbers are binary too: a quotient may miss a whole number by its last bit.
      const quotient = `${value} / ${divisor}`;
      return `abs(${quotient} - floor(${quotient} + 0.5)) <= ${tolerance} * max(abs(${quotient}), 1)`;
    },
  };
}

function isWhole(step: number | bigint): boolean {
  return typeof step === "bigint" || Number.isInteger(step);
}

/** The tolerance of zod's own arithmetic, relative to a quotient. */
const tolerance = "0.0000000000000013";

/** Whether Terraform, which reads all digits of a number, takes it for a multiple. */
export function isMultiple(value: number | bigint, step: number | bigint): boolean {
  const [one, other] = [decimal(value), decimal(step)];
  const places = Math.max(one.places, other.places);
  const dividend = one.digits * 10n ** BigInt(places - one.places);
  const divisor = other.digits * 10n ** BigInt(places - other.places);
  if (divisor === 0n) return false;
  const rest = absolute(dividend % divisor);
  if (isWhole(step)) return rest === 0n;
  const size = absolute(divisor);
  const distance = rest * 2n > size ? size - rest : rest;
  const largest = absolute(dividend) > size ? absolute(dividend) : size;
  return distance * 10n ** 16n <= 13n * largest;
}

/** A number as its digits, and how many of them come after the point. */
function decimal(value: number | bigint): { readonly digits: bigint; readonly places: number } {
  const [mantissa = "0", exponent = "0"] = String(value).split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const places = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return places >= 0 ? { digits, places } : { digits: digits * 10n ** BigInt(-places), places: 0 };
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}
