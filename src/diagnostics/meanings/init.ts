import type { initWords } from "../words/init.ts";
import type { Meanings } from "./entry.ts";

export const initMeanings: Meanings<typeof initWords> = {
  "init-exists": ["Files that `init` would write are there already.", "Move them away."],
  "init-without-zod": [
    "zod is not installed beside terraloom.",
    "Run `npm install --save-dev terraloom zod`.",
  ],
  "init-adopt": [
    "`init` does not begin a new project where environments of Terraform are.",
    "Run `terraloom adopt`, or begin with `--module`.",
  ],
};
