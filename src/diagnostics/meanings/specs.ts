import type { specsWords } from "../words/specs.ts";
import type { Meanings } from "./entry.ts";

export const specsMeanings: Meanings<typeof specsWords> = {
  "no-environments": ["There is no spec, so nothing is generated.", "Write `envs/staging.yaml`."],
  "spec-ending": ["A file under envs/ ends in `.yml` and is not read.", "Rename it to `.yaml`."],
  "modeline-missing": [
    "The spec does not tell editors where its JSON Schema is.",
    "Begin it with the comment that is shown.",
  ],
  "modeline-wrong": [
    "The spec sends editors to another file than its stack's JSON Schema.",
    "Write the comment that is shown.",
  ],
  "not-utf8": ["A file is not UTF-8 text.", "Save it as UTF-8."],
  "merge-conflict": [
    "A spec, a template or the schema holds the marks of a merge conflict.",
    "Keep what is right of both sides.",
  ],
  "spec-syntax": ["The spec is not valid YAML 1.2.", "Mend the line that is named."],
  "spec-value": [
    "A value is valid YAML and cannot be kept exactly: a number too long, a text not in NFC, an alias without an anchor.",
    "Follow the advice: most of these become right in quotes.",
  ],
  "spec-empty": ["The spec says nothing.", "Write at least `stack: ...`."],
  "spec-not-a-map": ["The spec is not a YAML map.", "Begin with `stack: ...`."],
  "unknown-section": [
    "The spec has a top-level key that does not exist.",
    "Correct it, or move it.",
  ],
  "section-kind": [
    "A section of the spec has the wrong kind of value, such as a list in place of a map.",
    "Write it as docs/specs.md shows.",
  ],
  "environment-name": [
    "The spec's file name is not valid as a folder's on every system.",
    "Rename it: letters, digits, `-`, `_`, and `.` in between.",
  ],
  "environment-case": [
    "Two environments differ in letter case alone, and many disks take them for one.",
    "Rename one of the two.",
  ],
  "environment-folder": [
    "Two environments, of one stack or of two, would be written into one folder.",
    "Let each stack's `output` name the environment, and no two stacks use one folder.",
  ],
  "environment-at-root": [
    "An environment would be the project's own folder, where its sources are.",
    "Let the project's or the stack's `output` name a folder.",
  ],
  "environment-twice": [
    "Two specs, or an entry of `each` and a spec, make an environment of one name.",
    "Rename one of them, or change the pattern `name`.",
  ],
  each: [
    "`each`, or the `name` of its entries, is not as it should be.",
    "Write it as docs/specs.md shows.",
  ],
  "environment-over": [
    "The last day (`until`) of an environment is over, and it is still there.",
    "Destroy it and remove its spec, or move the day. A drift report fails until then.",
  ],
  "extends-escapes": ["`extends` names a file outside of envs/.", "Name one under envs/."],
  "extends-missing": ["`extends` names a file that does not exist.", "Correct the path."],
  "extends-too-deep": [
    "A chain of `extends` is longer than the limit of 100 specs.",
    "Put what they say into fewer files.",
  ],
  "source-too-large": [
    "A spec or a template is larger than the limit of 1 MiB. Files that are copied have none.",
    "Put what is data into a file that Terraform reads itself.",
  ],
  "extends-cycle": ["Specs extend each other in a circle.", "Remove one `extends`."],
  "stack-missing": ["The spec does not say which stack it is of.", "Add `stack: ...`."],
  "unknown-stack": ["The spec names a stack that the schema does not have.", "Correct the name."],
  "unknown-name": [
    "The spec gives a value to something that its stack does not declare.",
    "Correct the name, declare it in the schema, or remove the line.",
  ],
  "missing-value": [
    "A variable or a setting without a default has no value.",
    "Give it one in the spec, or in a file that the spec extends; or give its type a default.",
  ],
  "wrong-value": [
    "A value does not fit its type.",
    "Correct the value, or the type in the schema.",
  ],
  "secret-value": [
    "A spec gives a value to a secret.",
    "Remove the line. If it was ever committed, the secret is no longer one: replace it.",
  ],
  hold: [
    "The `hold` of an environment is not well-formed.",
    "Give it a `reason` and `until`, a day.",
  ],
  waiver: [
    "An entry of `accepted_drift` is not well-formed, or is about something that does not exist.",
    "Give it `variable` or `setting`, `reason` and `until`.",
  ],
  "deprecated-given": [
    "A spec uses a name that the schema is about to drop.",
    "Say it as the schema asks for.",
  ],
  "deprecated-twice": [
    "A spec gives a value by its old name, and another one by its new name.",
    "Keep the new one.",
  ],
  "computed-given": ["A spec says what is computed.", "Remove the line."],
  "not-unique": [
    "Two environments have the same value where each must have its own.",
    "Give one of them another value.",
  ],
  "rule-broken": ["A rule of the stack does not hold.", "Change one of the values that it names."],
  "source-link": [
    "A link under templates/ or envs/ leads out of the project, in a circle or to nothing.",
    "Put a file there, or remove it.",
  ],
};
