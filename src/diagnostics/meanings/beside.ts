import type { besideWords } from "../words/beside.ts";
import type { Meanings } from "./entry.ts";

export const besideMeanings: Meanings<typeof besideWords> = {
  "code-overridden": [
    "A file beside generated code overrides it.",
    "Move the change into the template, and remove the file.",
  ],
  "values-beside": [
    "A file beside generated code gives values that Terraform prefers to those of the spec.",
    "Move them into the spec, and remove the file.",
  ],
  "file-ignored": [
    "Git ignores a generated file, so a clone would lack it.",
    "Change the pattern in .gitignore.",
  ],
  "lock-file-ignored": [
    "Git ignores a provider lock file, so checkouts may get other providers.",
    "Change the pattern in .gitignore.",
  ],
  "lock-files-differ": [
    "Environments of one stack lock a provider at different versions.",
    "Run `terraform init -upgrade` in the one that is behind, and commit its lock file.",
  ],
  "lock-file-absent": [
    "An environment has no provider lock file, and another of its stack has one.",
    "Run `terraform init` there, and commit the lock file.",
  ],
};
