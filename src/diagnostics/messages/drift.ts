import { didYouMean, list } from "../phrases.ts";
import { error, type Near, warning } from "./entry.ts";

/** What can be wrong with a comparison of environments. */
export const driftMessages = {
  "base-broken": error<{ base: string }>(
    ({ base }) => `the base "${base}" has errors, so files are compared with another environment's`,
  ),
  "unknown-base": error<{ base: string; known: readonly string[] } & Near>(
    ({ base, known, suggestion }) => ({
      message: `there is no environment "${base}" to compare with`,
      advice: didYouMean(suggestion) ?? `There are: ${list(known)}.`,
    }),
  ),
  "other-environments-name": warning<{
    kind: string;
    name: string;
    environment: string;
    other: string;
    text: string;
  }>(({ kind, name, environment, other, text }) => ({
    message: `${kind} "${name}" of ${environment} contains the name of ${other}: ${JSON.stringify(text)}`,
    advice: `If it was copied from there, give it ${environment}'s own value. If it is intended, say so in the schema: drift: "... ${other} ...".`,
  })),
  "hold-ended": warning<{
    environment: string;
    until: string;
    reason: string;
    by: string | undefined;
  }>(({ environment, until, reason, by }) => ({
    message: `the hold of ${environment} ended on ${until}${by === undefined ? "" : ` (by ${by})`}: ${reason}`,
    advice: `Lift it: npx terraloom hold ${environment} --lift. Or set a later date: npx terraloom hold ${environment} --reason "..." --until YYYY-MM-DD.`,
  })),
} as const;
