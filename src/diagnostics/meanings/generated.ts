import type { generatedWords } from "../words/generated.ts";
import type { Meanings } from "./entry.ts";

export const generatedMeanings: Meanings<typeof generatedWords> = {
  "environment-vanished": [
    "An environment's spec is gone, and its state may still manage resources.",
    "Bring the spec back; or destroy what the state manages, then run `generate --force`.",
  ],
  "hand-edited": [
    "A generated file was changed by hand, and is not replaced.",
    "Move the change into the template, the spec or the schema; `generate --force` drops it.",
  ],
  "not-absorbed": [
    "`absorb` cannot tell for certain which source a change by hand belongs to.",
    "Make it in the template, the spec or the schema; `generate --force` then writes the file anew.",
  ],
  "line-ends": [
    "Generated files differ from what they should be in their line ends alone: git's `core.autocrlf` made them CRLF when it checked them out.",
    "Write `* text=auto eol=lf` into `.gitattributes`, commit it, and run `npx terraloom generate`.",
  ],
  "file-stale": ["A generated file is not what its sources say now.", "Run `terraloom generate`."],
  "file-missing": ["A generated file is gone.", "Run `terraloom generate`."],
  "file-new": ["A file has not been generated yet.", "Run `terraloom generate`."],
  "file-orphaned": [
    "A file was generated, and no source makes it any more.",
    "Run `terraloom generate`, which removes it.",
  ],
  "manifest-stale": ["A manifest does not list the generated files.", "Run `terraloom generate`."],
  "made-by-older": [
    "An older version of terraloom made these files, and this one makes others.",
    "Generate with the new version in a change of its own.",
  ],
  "made-by-newer": [
    "A newer version of terraloom made these files, and this one makes others.",
    "Install the newer one.",
  ],
  "output-blocked": [
    "A link or a folder stands where a file would be written.",
    "Move it away: links are not followed.",
  ],
  "run-locked": [
    "Another run is writing.",
    "Wait for it to end. If there is none, remove the lock file.",
  ],
  "run-unfinished": [
    "A run was killed while it replaced files, or still runs.",
    "Run `terraloom generate`, which completes it.",
  ],
  "run-completed": ["A killed run was completed.", "Read what is listed."],
};
