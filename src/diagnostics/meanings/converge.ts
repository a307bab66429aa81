import type { convergeWords } from "../words/converge.ts";
import type { Meanings } from "./entry.ts";

export const convergeMeanings: Meanings<typeof convergeWords> = {
  "other-stack": [
    "Two environments of different stacks have no values in common.",
    "Name two of one stack.",
  ],
  "secret-has-no-value": [
    "A secret was named where a value is wanted.",
    "Set the secret where secrets are kept.",
  ],
  held: [
    "A value is held until a day, and this command would change it.",
    "Wait, or remove the hold.",
  ],
  "inherited-entry": [
    "An environment inherits an entry of a map that it must not have; its own spec can only add.",
    "Move the entry to the specs that are to keep it.",
  ],
  "spec-is-extended": [
    "Other environments extend this spec and would change too.",
    "Give them a value of their own first.",
  ],
  "revision-unknown": ["Git does not know the revision.", "Name a branch, a tag or a hash."],
  "revision-broken": [
    "The project had errors at that revision, so its values are not known.",
    "Choose another revision.",
  ],
  "environment-not-there": [
    "The environment did not exist at that revision.",
    "Choose a later revision.",
  ],
  "applied-unknown": [
    "The commit that was applied cannot be found.",
    "Name a revision in place of `applied`.",
  ],
  "value-does-not-fit": [
    "A value of the past does not fit today's type.",
    "Keep today's value with `--keep`.",
  ],
  "value-left-out": [
    "A value of the past is not declared any more, and was left out.",
    "Nothing, if the code no longer needs it.",
  ],
};
