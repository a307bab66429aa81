import type { statusWords } from "../words/status.ts";
import type { Meanings } from "./entry.ts";

export const statusMeanings: Meanings<typeof statusWords> = {
  "generated-not-current": [
    "The code that states are compared with is not what the sources say now.",
    "Run `terraloom generate`.",
  ],
  "digest-missing": ["The environment has no generated code yet.", "Run `terraloom generate`."],
  "history-unknown": [
    "Git cannot be asked, so no commit is named.",
    "Run it in a clone, with git installed.",
  ],
  "since-unknown": [
    "The revision that is compared with is not known.",
    "Fetch it, or name another one.",
  ],
};
