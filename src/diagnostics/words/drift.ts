import { list } from "../phrases.ts";
import { error, meant, warning } from "./entry.ts";

/** What can be wrong with a comparison of environments. */
export const driftWords = {
  "base-broken": error<{ base: string }>(
    ({ base }) => `the base "${base}" has errors, so files are compared with another environment's`,
  ),
  "unknown-base": error<{
    base: string;
    known: readonly string[];
    suggestion: string | undefined;
  }>(({ base, known, suggestion }) => ({
    message: `there is no environment "${base}" to compare with`,
    ...meant(suggestion, `There are: ${list(known)}.`),
  })),
  "hold-ended": warning<{
    environment: string;
    until: string;
    reason: string;
    by: string | undefined;
  }>(({ environment, until, reason, by }) => ({
    message: `the hold of ${environment} ended on ${until}${by === undefined ? "" : ` (by ${by})`}: ${reason}`,
    advice: `Lift it: npx terraloom hold ${environment} --lift. Or give it a new day: npx terraloom hold ${environment} --reason "..." --until YYYY-MM-DD.`,
  })),
} as const;
