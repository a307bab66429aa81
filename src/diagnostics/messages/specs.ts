import { didYouMean, list } from "../phrases.ts";
import { clauseOf, error, type Near, type Reason, warning } from "./entry.ts";
import { type Found, foundText, type Misfit, misfitText, misfitWords } from "./misfits.ts";
import {
  type EachMistake,
  eachMistakes,
  type HoldMistake,
  holdMistakes,
  type WaiverMistake,
  waiverMistakes,
} from "./specMistakes.ts";
import { type YamlMistake, yamlMistakes } from "./yamlMistakes.ts";

/** What a section of a spec is. */
const sectionKinds = {
  settings: "a map",
  variables: "a map",
  hold: "a map",
  accepted_drift: "a list",
  stack: "the name of a stack",
  until: "a day, such as 2026-12-31",
  extends: "the name of a file, or a list of them",
};

/** A section of a spec that may be of another kind than it should. */
export type SectionKind = keyof typeof sectionKinds;

const valueFaults = {
  "imprecise-number": ({ text, nearest }: { text: string; nearest: string }) => ({
    message: `the number ${text} has more digits than can be kept: it would become ${nearest}`,
    advice: "Round it, or make it a string in quotes and in the schema.",
  }),
  "not-finite": "Terraform has no infinite number and no NaN",
  "too-many-digits": "Terraform keeps 512 bits of a number, and this one needs more",
  "lone-surrogate": "the text contains half of a UTF-16 pair, which is not a character",
  "not-normalized": {
    message: "the text is not in Unicode's composed form (NFC), and Terraform would change it",
    advice: "Type its accented letters again: they were pasted as a letter and an accent.",
  },
  "alias-cycle": ({ name }: { name: string }) => `the anchor "${name}" contains itself`,
  "alias-unresolved": ({ name }: { name: string }) => ({
    message: `there is no anchor "${name}" above this alias`,
    advice:
      "Name a value with &name before it is used with *name; a text with a leading * must be in quotes.",
  }),
  "alias-expansion": ({ limit }: { limit: number }) =>
    `aliases expand to more than ${limit} values`,
  "composite-key": "a list or a map cannot be a key",
  "merge-source": {
    message: "<< takes a map, or a list of maps",
    advice: "It merges another map into this one: <<: *name, where &name marks that map.",
  },
};

/** What can be wrong with envs/. */
export const specsMessages = {
  "no-environments": warning<{ directory: string }>(({ directory }) => ({
    message: `${directory}/ contains no environments`,
    advice: `Write ${directory}/staging.yaml with "stack: ..." and the values of its variables.`,
  })),
  "source-link": error<{ what: "outside" | "broken" | "cycle" | "other" | "folder" }>(
    ({ what }) => ({
      message: {
        outside: "this is a link to a place outside of the project",
        broken: "this is a link without a target",
        cycle: "this is a link to a folder that it is in",
        other: "this is neither a file nor a folder",
        folder: "this is a folder where a file belongs",
      }[what],
      advice:
        what === "folder"
          ? "Put a file here, or give the folder another name."
          : "Links are followed only inside of the project. Put a file here, or remove it.",
    }),
  ),
  "spec-ending": error<{ file: string }>(({ file }) => ({
    message: "the file is ignored: the name of a spec ends in .yaml",
    advice: `Rename it to ${file.replace(/\.ya?ml$/i, ".yaml")}.`,
  })),
  "modeline-missing": warning<{ expected: string }>(({ expected }) => ({
    message: "the spec has no comment that tells editors its JSON Schema",
    advice: `Add this first line: ${expected}`,
  })),
  "modeline-wrong": warning<{ target: string; stack: string; expected: string }>(
    ({ target, stack, expected }) => ({
      message: `this comment names ${target}, which is not the JSON Schema of stack "${stack}"`,
      advice: `Write: ${expected}`,
    }),
  ),
  "not-utf8": error(() => ({
    message: "the file is not UTF-8 text",
    advice: "Save it as UTF-8.",
  })),
  "merge-conflict": error<{ from: number; to: number }>(({ from, to }) => ({
    message: `there is an unresolved merge conflict here, ${from === to ? `line ${from}` : `lines ${from} to ${to}`}`,
    advice: "Resolve it, and remove the lines <<<<<<<, ======= and >>>>>>>.",
  })),
  "spec-syntax": error<YamlMistake>((mistake) => clauseOf(yamlMistakes, mistake)),
  "spec-value": error<Reason<typeof valueFaults>>((fault) => clauseOf(valueFaults, fault)),
  "spec-empty": error(() => ({
    message: "the spec is empty",
    advice: 'A spec names at least its stack: "stack: ..."',
  })),
  "spec-not-a-map": error(() => ({
    message: "a spec must be a map with stack, settings and variables",
    advice: 'Start with "stack: ..."',
  })),
  "deprecated-given": warning<{ name: string; message: string }>(({ name, message }) => ({
    message: `"${name}" is deprecated: ${message}`,
    advice: "It still works, and will be removed from the schema.",
  })),
  "deprecated-twice": error<{ name: string; successor: string }>(({ name, successor }) => ({
    message: `"${name}" and "${successor}" are two names of one variable, but have different values`,
    advice: `Keep "${successor}".`,
  })),
  "computed-given": error<{ kind: "variable" | "setting"; name: string }>(({ kind, name }) => ({
    message: `${kind} "${name}" is computed: a spec cannot set it`,
    advice:
      "Change what it is computed from (computed in the schema), and remove it from the specs.",
  })),
  "not-unique": error<{
    kind: "variable" | "setting";
    name: string;
    environment: string;
    other: string;
  }>(({ kind, name, environment, other }) => ({
    message: `${kind} "${name}" has the same value in ${environment} and ${other}, and must be unique`,
    advice: `Give ${environment} a value of its own.`,
  })),
  "rule-broken": error<{ name: string; environment: string; values: readonly string[] }>(
    ({ name, environment, values }) => ({
      message: `rule "${name}" does not hold in ${environment}${values.length === 0 ? "" : `: ${values.join(", ")}`}`,
      advice: "Change one of the values, or the rule in the schema.",
    }),
  ),
  "unknown-section": error<{ key: string; known: readonly string[] } & Near>(
    ({ key, suggestion, known }) => ({
      message: `"${key}" is not a section of a spec`,
      advice:
        didYouMean(suggestion) ??
        `A spec has ${known.join(", ")}; a variable's value belongs under variables.`,
    }),
  ),
  "section-kind": error<{ key: SectionKind; found: Found }>(
    ({ key, found }) => `"${key}" must be ${sectionKinds[key]}, found ${foundText(found)}`,
  ),
  "environment-name": error<{ environment: string; unfit: string }>(({ unfit }) => ({
    message: `"${unfit}" is not a valid folder name on every system, and an environment is a folder`,
    advice: "Rename the spec: letters, digits, - _ and . in between.",
  })),
  "environment-case": error<{ environment: string; other: string }>(({ environment, other }) => ({
    message: `"${environment}" and ${other} differ in letter case alone: on many disks they are one folder`,
    advice: "Rename one of the two.",
  })),
  "environment-folder": error<{ environment: string; other: string; folder: string }>(
    ({ environment, other, folder }) => ({
      message: `the environments "${environment}" and "${other}" would both be ${folder}/`,
      advice: 'Name the environment in its stack\'s output: output: "environments/{environment}".',
    }),
  ),
  "environment-at-root": error<{ environment: string }>(({ environment }) => ({
    message: `environment "${environment}" would be the project's own folder`,
    advice: "Put the project one folder higher, or its environments one lower.",
  })),
  "environment-twice": error<{ environment: string; other: string }>(({ environment, other }) => ({
    message: `${other} declares environment "${environment}" too`,
    advice: "Rename one of the two, or remove it.",
  })),
  each: error<EachMistake>((mistake) => clauseOf(eachMistakes, mistake)),
  "environment-over": warning<{ environment: string; day: string }>(({ environment, day }) => ({
    message: `environment "${environment}" was to be removed after ${day}, and still exists`,
    advice: `Destroy what its state manages, then: npx terraloom remove environment ${environment}. Or set a later date here.`,
  })),
  "extends-escapes": error<{ name: string }>(({ name }) => ({
    message: `"${name}" is outside of envs/`,
    advice: "extends names a spec under envs/, relative to this one.",
  })),
  "extends-missing": error<{ target: string } & Near>(({ target, suggestion }) => ({
    message: `there is no ${target}`,
    advice: didYouMean(suggestion),
  })),
  "extends-too-deep": error<{ limit: number }>(({ limit }) => ({
    message: `more than ${limit} specs extend one another in a chain that starts here`,
    advice: "Put their values into fewer files.",
  })),
  "source-too-large": error<{ bytes: number; limit: number }>(({ bytes, limit }) => ({
    message: `the file has ${bytes} bytes; a spec or a template may have at most ${limit}`,
    advice:
      "Put data into a file that Terraform reads itself, such as JSON for jsondecode(file(...)).",
  })),
  "extends-cycle": error<{ cycle: readonly string[] }>(({ cycle }) => ({
    message: `specs extend each other in a cycle: ${cycle.join(" -> ")}`,
    advice: "Remove one of these extends.",
  })),
  "stack-missing": error<{ known: readonly string[] }>(({ known }) => ({
    message: "the spec does not name its stack",
    advice: `Add "stack: ..." with one of: ${list(known)}.`,
  })),
  "unknown-stack": error<{ stack: string; known: readonly string[] } & Near>(
    ({ stack, suggestion, known }) => ({
      message: `there is no stack "${stack}"`,
      advice: didYouMean(suggestion) ?? `The schema has: ${list(known)}.`,
    }),
  ),
  "unknown-name": error<{ kind: "variable" | "setting"; name: string; stack: string } & Near>(
    ({ kind, name, stack, suggestion }) => ({
      message: `"${name}" is not a ${kind} of stack "${stack}"`,
      advice:
        didYouMean(suggestion) ?? `Declare it in the schema with ${kind}(...), or remove it here.`,
    }),
  ),
  "missing-value": error<{
    kind: "variable" | "setting";
    name: string;
    description: string | undefined;
  }>(({ kind, name, description }) => ({
    message: `${kind} "${name}" has no value`,
    advice: `Add "${name}: ..." under ${kind}s${description ? `: ${description}` : ""}`,
  })),
  "wrong-value": error<{ name: string; misfit: Misfit }>(({ name, misfit }) => ({
    ...misfitWords(misfit),
    message: misfitText([misfit], name),
  })),
  "secret-value": error<{ name: string }>(({ name }) => ({
    message: `"${name}" is a secret: its value is never written down`,
    advice:
      "Remove the line, and change the value if it was ever committed; secrets belong in the secret store.",
  })),
  hold: error<HoldMistake>((mistake) => clauseOf(holdMistakes, mistake)),
  waiver: error<WaiverMistake>((mistake) => clauseOf(waiverMistakes, mistake)),
} as const;
