import type { driftWords } from "../words/drift.ts";
import type { Meanings } from "./entry.ts";

export const driftMeanings: Meanings<typeof driftWords> = {
  "base-broken": [
    "The environment that others are compared with has errors.",
    "Mend it, or name another one with `--base`.",
  ],
  "unknown-base": ["There is no such environment to compare with.", "Name one that there is."],
  "hold-ended": [
    "The hold of an environment is over, and still stands in its spec.",
    "Lift it with `terraloom hold ENV --lift`, or give it a new day.",
  ],
};
