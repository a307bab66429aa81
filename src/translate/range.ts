import { literal } from "../hcl/literal.ts";
import { type Check, ownMessage } from "./checks.ts";
import type { Rule } from "./rules.ts";

/** One end of a range, and the check that set it. */
export interface Bound {
  readonly limit: number | bigint;
  readonly inclusive: boolean;
  readonly check?: Check;
}

/** The measured quantity, in HCL and in words. */
interface Measure {
  readonly of: (value: string) => string;
  /** `at least 3` as a requirement: `be at least 3`, `have at least 3 characters`. */
  readonly requirement: (amount: string, limit: number | bigint) => string;
}

/** The rules of a range: the tightest bound at each end, as one rule where one sentence can say both. */
export function rangeRules(
  lowerBounds: readonly Bound[],
  upperBounds: readonly Bound[],
  measure: Measure,
): Rule[] {
  const lower = lowerBounds.reduce<Bound | undefined>(
    (a, b) => (a && !isTighter(b, a, 1) ? a : b),
    undefined,
  );
  const upper = upperBounds.reduce<Bound | undefined>(
    (a, b) => (a && !isTighter(b, a, -1) ? a : b),
    undefined,
  );
  const together = lower?.inclusive && upper?.inclusive && isSilent(lower, upper);
  if (together) return [bothEnds(lower, upper, measure)];
  return [
    ...(lower ? [oneEnd(lower, lower.inclusive ? ">=" : ">", measure)] : []),
    ...(upper ? [oneEnd(upper, upper.inclusive ? "<=" : "<", measure)] : []),
  ];
}

const words = { ">=": "at least", ">": "greater than", "<=": "at most", "<": "less than" } as const;

function oneEnd(bound: Bound, operator: keyof typeof words, measure: Measure): Rule {
  return {
    path: "",
    requirement: measure.requirement(`${words[operator]} ${bound.limit}`, bound.limit),
    ...ownMessage(bound.check),
    condition: (value) => `${measure.of(value)} ${operator} ${literal(bound.limit)}`,
  };
}

function bothEnds({ limit: from, check }: Bound, { limit: to }: Bound, measure: Measure): Rule {
  const amount = from === to ? `exactly ${from}` : `between ${from} and ${to}`;
  return {
    path: "",
    requirement: measure.requirement(amount, to),
    ...ownMessage(check),
    condition: (value) => {
      const measured = measure.of(value);
      return from === to
        ? `${measured} == ${literal(from)}`
        : `${measured} >= ${literal(from)} && ${measured} <= ${literal(to)}`;
    },
  };
}

/** `direction` 1: a higher limit is tighter; -1: a lower one is. */
function isTighter(bound: Bound, than: Bound, direction: 1 | -1): boolean {
  if (bound.limit === than.limit) return than.inclusive && !bound.inclusive;
  return direction === 1 ? bound.limit > than.limit : bound.limit < than.limit;
}

/** Neither bound has words of its own, or both come from one check (`.length(3, "...")`). */
function isSilent(lower: Bound, upper: Bound): boolean {
  if (lower.check !== undefined && lower.check === upper.check) return true;
  return [lower, upper].every(({ check }) => ownMessage(check).message === undefined);
}
