import type { Severity } from "./diagnostic.ts";

/** A message, and what to do about it where the message does not say so already. */
type Words = string | { readonly message: string; readonly advice?: string };

interface Entry<Args> {
  readonly severity: Severity;
  readonly words: (args: Args) => Words;
}

function error<Args = Record<never, never>>(words: (args: Args) => Words): Entry<Args> {
  return { severity: "error", words };
}

function warning<Args = Record<never, never>>(words: (args: Args) => Words): Entry<Args> {
  return { severity: "warning", words };
}

/** "Did you mean" where there is a near name, the other advice where there is none. */
function meant(suggestion: string | undefined, otherwise?: string): { readonly advice?: string } {
  if (suggestion !== undefined) return { advice: `Did you mean "${suggestion}"?` };
  return otherwise === undefined ? {} : { advice: otherwise };
}

function list(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.join(", ");
}

type ValueFault =
  | { readonly kind: "imprecise-number"; readonly text: string; readonly nearest: string }
  | { readonly kind: "alias-cycle" | "alias-unresolved"; readonly name: string }
  | { readonly kind: "alias-expansion"; readonly limit: number }
  | {
      readonly kind:
        | "composite-key"
        | "merge-source"
        | "lone-surrogate"
        | "not-normalized"
        | "not-finite"
        | "too-many-digits";
    };

/** Every problem that terraloom can tell of, and its words. A code without words does not compile. */
export const catalog = {
  // schema/
  "schema-missing": error<{ file: string }>(({ file }) => ({
    message: `there is no ${file}`,
    advice:
      "Run terraloom in the folder that holds schema/, templates/ and envs/, or name it with --root.",
  })),
  "schema-syntax": error<{ message: string }>(({ message }) => lowerFirst(message)),
  "schema-throws": error<{ message: string }>(({ message }) => ({
    message: `the schema fails while it is read: ${message}`,
  })),
  "schema-no-project": error(() => ({
    message: "schema/index.ts has no project",
    advice: "Write: export default defineProject({ stacks: { ... } })",
  })),
  "not-a-declaration": error<{ name: string; kind: "stack" | "variable" | "setting" | "secret" }>(
    ({ name, kind }) => ({
      message: `"${name}" is not a ${kind}`,
      advice: `Make it with ${kind === "stack" ? "defineStack({ ... })" : `${kind}(...)`}.`,
    }),
  ),
  "not-a-zod-type": error<{ kind: string; name: string }>(({ kind, name }) => ({
    message: `the type of ${kind} "${name}" is not a zod type`,
    advice: 'Give a type of zod 4.3 or later, such as z.string(); import * as z from "zod".',
  })),
  "unknown-option": error<{
    kind: string;
    name: string;
    option: string;
    suggestion: string | undefined;
  }>(({ kind, name, option, suggestion }) => ({
    message: `${kind} "${name}" has an option "${option}" that does not exist`,
    ...meant(suggestion),
  })),
  "missing-description": error<{ kind: string; name: string }>(({ kind, name }) => ({
    message: `${kind} "${name}" has no description`,
    advice: 'Say in one sentence what it is: description: "..."',
  })),
  "missing-drift-reason": error<{ kind: string; name: string }>(({ kind, name }) => ({
    message: `the drift of ${kind} "${name}" has no reason`,
    advice: 'The reason is the permission: say why environments may differ, drift: "..."',
  })),
  "type-not-terraform": error<{ name: string; path: string; reason: string; suggestion: string }>(
    ({ name, path, reason, suggestion }) => ({
      message: `variable "${name}"${path === "" ? "" : ` at ${path}`}: ${reason}`,
      advice: sentence(suggestion),
    }),
  ),
  "stack-name": error<{ name: string }>(({ name }) => ({
    message: `"${name}" does not do as a stack's name: it is a folder of templates/environments/`,
    advice: "Use letters, digits, - and _.",
  })),
  "variable-name": error<{ name: string; reserved: boolean }>(({ name, reserved }) =>
    reserved
      ? {
          message: `Terraform keeps the name "${name}" for itself`,
          advice: "A module call has an argument of that name. Choose another.",
        }
      : {
          message: `"${name}" is not a name that Terraform takes for a variable`,
          advice: "Use letters, digits, - and _, a letter or _ first.",
        },
  ),
  "secret-name": error<{ name: string }>(({ name }) => ({
    message: `"${name}" does not do as a secret's name: containers know it as an environment variable`,
    advice: "Use letters, digits, - and _, a letter or _ first.",
  })),
  "secret-and-variable": error<{ name: string }>(({ name }) => ({
    message: `"${name}" is declared as a secret and as a variable`,
    advice: "A variable's value is written down, a secret's never: keep one of the two.",
  })),
  "unknown-label": error<{ name: string; label: string; suggestion: string | undefined }>(
    ({ name, label, suggestion }) => ({
      message: `"${name}" has a label ${label} that its stack does not name under labels`,
      ...meant(suggestion),
    }),
  ),
  "module-variable-twice": error<{ module: string; name: string }>(({ module, name }) => ({
    message: `module "${module}" is given two variables named "${name}"`,
    advice: 'Give one of them another name there: modules: { "module": "its_name_there" }',
  })),
  "promotion-twice": error<{ name: string }>(
    ({ name }) => `"${name}" stands twice in the promotion order`,
  ),
  "unknown-promotion": error<{ name: string; suggestion: string | undefined }>(
    ({ name, suggestion }) => ({
      message: `the promotion order names "${name}", and there is no envs/${name}.yaml`,
      ...meant(suggestion),
    }),
  ),

  "unread-variable": warning<{ name: string; modules: readonly string[] }>(({ name, modules }) => ({
    message: `variable "${name}" leads nowhere: ${modules.length === 0 ? "no file of its environments reads it" : `${list(modules)} is given it and does not read it`}`,
    advice: `Use var.${name} where it matters, or remove it: npx terraloom remove variable ${name}`,
  })),

  // envs/
  "no-environments": warning<{ directory: string }>(({ directory }) => ({
    message: `${directory}/ holds no environment`,
    advice: `Write ${directory}/staging.yaml with "stack: ..." and the values of its variables.`,
  })),
  "spec-ending": error<{ file: string }>(({ file }) => ({
    message: "the file is not read: a spec ends in .yaml",
    advice: `Rename it to ${file.replace(/\.yml$/, ".yaml")}.`,
  })),
  "not-utf8": error(() => ({
    message: "the file is not UTF-8 text",
    advice: "Save it as UTF-8.",
  })),
  "spec-syntax": error<{ message: string; advice?: string }>(({ message, advice }) => ({
    message,
    ...(advice === undefined ? {} : { advice }),
  })),
  "spec-value": error<ValueFault>(valueWords),
  "spec-empty": error(() => ({
    message: "the spec is empty",
    advice: 'A spec says at least which stack it is of: "stack: ..."',
  })),
  "spec-not-a-map": error(() => ({
    message: "a spec is a map with stack, settings and variables",
    advice: 'Begin with "stack: ..."',
  })),
  "unknown-section": error<{
    key: string;
    suggestion: string | undefined;
    known: readonly string[];
  }>(({ key, suggestion, known }) => ({
    message: `"${key}" is not a section of a spec`,
    ...meant(
      suggestion,
      `A spec has ${known.join(", ")}; a variable's value stands under variables.`,
    ),
  })),
  "section-kind": error<{ key: string; expected: string; found: string }>(
    ({ key, expected, found }) => `"${key}" is ${expected}, found ${found}`,
  ),
  "environment-name": error<{ environment: string; unfit: string }>(({ unfit }) => ({
    message: `"${unfit}" does not do as a folder's name everywhere, and an environment is a folder of generated/`,
    advice: "Rename the spec: letters, digits, - _ and . in between.",
  })),
  "environment-case": error<{ environment: string; other: string }>(({ environment, other }) => ({
    message: `"${environment}" and ${other} differ in letter case alone: on many disks they are one folder`,
    advice: "Rename one of the two.",
  })),
  "extends-escapes": error<{ name: string }>(({ name }) => ({
    message: `"${name}" lies outside of envs/`,
    advice: "extends names a spec under envs/, relative to this one.",
  })),
  "extends-missing": error<{ target: string; suggestion: string | undefined }>(
    ({ target, suggestion }) => ({
      message: `there is no ${target}`,
      ...meant(suggestion),
    }),
  ),
  "extends-cycle": error<{ cycle: readonly string[] }>(({ cycle }) => ({
    message: `specs extend each other in a circle: ${cycle.join(" -> ")}`,
    advice: "Take one of these extends away.",
  })),
  "stack-missing": error<{ known: readonly string[] }>(({ known }) => ({
    message: "the spec does not say which stack it is of",
    advice: `Add "stack: ..." with one of: ${list(known)}.`,
  })),
  "unknown-stack": error<{
    stack: string;
    suggestion: string | undefined;
    known: readonly string[];
  }>(({ stack, suggestion, known }) => ({
    message: `there is no stack "${stack}"`,
    ...meant(suggestion, `The schema has: ${list(known)}.`),
  })),
  "unknown-name": error<{
    kind: "variable" | "setting";
    name: string;
    stack: string;
    suggestion: string | undefined;
  }>(({ kind, name, stack, suggestion }) => ({
    message: `"${name}" is not a ${kind} of stack "${stack}"`,
    ...meant(suggestion, `Declare it in the schema with ${kind}(...), or remove it here.`),
  })),
  "missing-value": error<{
    kind: "variable" | "setting";
    name: string;
    description: string | undefined;
  }>(({ kind, name, description }) => ({
    message: `${kind} "${name}" has no value`,
    advice: `Add "${name}: ..." under ${kind}s${description ? `: ${description}` : ""}`,
  })),
  "wrong-value": error<{ name: string; problem: string; suggestion?: string }>(
    ({ name, problem, suggestion }) => ({
      message: `${name}: ${problem}`,
      ...wrapSuggestion(suggestion),
    }),
  ),
  "secret-value": error<{ name: string }>(({ name }) => ({
    message: `"${name}" is a secret: its value is never written down`,
    advice:
      "Remove the line, and change the value if it was ever committed; it belongs into the secret store alone.",
  })),
  waiver: error<{ problem: string; advice: string }>(({ problem, advice }) => ({
    message: problem,
    advice,
  })),

  // templates/
  "template-syntax": error<{ message: string }>(({ message }) => lowerFirst(message)),
  template: error<{ problem: string; suggestion: string | undefined }>(
    ({ problem, suggestion }) => ({
      message: problem,
      ...meant(suggestion),
    }),
  ),
  "template-place": error<{
    stack: string;
    known: readonly string[];
    suggestion: string | undefined;
  }>(({ stack, known, suggestion }) => ({
    message: `this template is for a stack "${stack}" that does not exist`,
    ...meant(suggestion, `templates/environments/ has a folder for each stack: ${list(known)}.`),
  })),
  "partial-ending": error(() => ({
    message: "this is a partial (its path has a leading _) and does not end in .hbs",
    advice: "Add .hbs, or take the _ away if it is to be copied.",
  })),
  "output-twice": error<{ path: string; first: string; second: string }>(
    ({ path, first, second }) => ({
      message: `generated/${path} is made twice: by ${first} and by ${second}`,
      advice: "Rename or remove one of the two.",
    }),
  ),
  "output-syntax": error<{
    path: string;
    line: number;
    column: number;
    message: string;
    text: string;
    insideQuotes: boolean;
  }>(({ path, line, column, message, text, insideQuotes }) => ({
    message: `generated/${path} would not parse (line ${line}, column ${column}): ${message}`,
    advice: insideQuotes
      ? "{{name}} writes a string with its own quotes; inside of a string, {{{name}}} writes its text."
      : `The line would be: ${text.trim()}`,
  })),

  // generated/
  "hand-edited": error<{
    path: string;
    orphan: boolean;
    source: string | undefined;
    known: boolean;
  }>(({ path, orphan, source, known }) => ({
    message: known
      ? `generated/${path} was changed by hand${orphan ? ", and nothing makes it any more" : ""}`
      : `generated/${path} is in the way: terraloom did not write it`,
    advice: orphan
      ? "Keep it elsewhere, or run generate --force to remove it."
      : `The change belongs into ${source ?? "its template"}; generate --force replaces the file.`,
  })),
  "output-blocked": error<{ path: string; by: string }>(({ path, by }) => ({
    message: `generated/${path} cannot be written: there is ${by}`,
    advice: "Links are not followed out of generated/. Move it away.",
  })),
  "run-locked": error<{ holder: string }>(({ holder }) => ({
    message: `another run is writing generated/ (${holder})`,
    advice: "Wait for it to end. If there is none, remove generated/.terraloom.lock.",
  })),

  // add, remove, rename, trace
  "answer-missing": error<{ option: string; wants: string }>(({ option, wants }) => ({
    message: `${option} is missing: ${wants}`,
  })),
  "answer-wrong": error<{ option: string; problem: string; advice?: string | undefined }>(
    ({ option, problem, advice }) => ({
      message: `${option}: ${problem}`,
      ...(advice === undefined ? {} : { advice }),
    }),
  ),
  "already-declared": error<{ kind: string; name: string; stack: string }>(
    ({ kind, name, stack }) => ({
      message: `stack "${stack}" has ${kind === "environment" ? "an" : "a"} ${kind} "${name}" already`,
      ...(kind === "environment"
        ? {}
        : { advice: `npx terraloom trace ${name} shows where it goes.` }),
    }),
  ),
  "not-declared": error<{
    kind: string;
    name: string;
    stacks: readonly string[];
    suggestion: string | undefined;
  }>(({ kind, name, stacks, suggestion }) => ({
    message: `there is no ${kind} "${name}" in ${stacks.length === 1 ? "stack" : "the stacks"} ${list(stacks)}`,
    ...meant(suggestion),
  })),
  "still-read": error<{ name: string }>(({ name }) => ({
    message: `this reads "${name}"`,
    advice: "A template that reads it by hand would break: change this place first.",
  })),
  "read-by-others": error<{ name: string; stacks: readonly string[] }>(({ name, stacks }) => ({
    message: `this reads "${name}" for stack ${list(stacks)} too`,
    advice: `Change it for all of them at once: ${stacks.map((stack) => `--stack ${stack}`).join(" ")}`,
  })),
  "declared-by-hand": error<{ name: string; folder: string }>(({ name, folder }) => ({
    message: `generated/${folder} would declare variable "${name}" twice: a template declares it by hand`,
    advice: "Choose another name, or another module.",
  })),
  "edit-by-hand": error<{ what: string; write: string }>(({ what, write }) => ({
    message: `cannot be edited for sure: ${what}`,
    advice: `By hand: ${write}`,
  })),
  "edit-without-effect": error<{ name: string; write: string }>(({ name, write }) => ({
    message: `the schema, edited here, would still not say what was asked of "${name}"`,
    advice: `Something after this place overrides it. By hand: ${write}`,
  })),
  "changed-meanwhile": error(() => ({
    message: "the file was changed while this command ran",
    advice: "Run the command again.",
  })),
} as const;

/** The codes of all problems. */
export type Code = keyof typeof catalog;

/** What a code's words are made from. */
export type Arguments<C extends Code> = Parameters<(typeof catalog)[C]["words"]>[0];

function valueWords(fault: ValueFault): Words {
  switch (fault.kind) {
    case "imprecise-number":
      return {
        message: `the number ${fault.text} has more digits than can be kept: it would become ${fault.nearest}`,
        advice: "Round it, or make it a string in quotes and in the schema.",
      };
    case "not-finite":
      return "Terraform has no infinite number and no NaN";
    case "too-many-digits":
      return "Terraform keeps 512 bits of a number, and this one needs more";
    case "lone-surrogate":
      return "the text holds half of a UTF-16 pair, which is no character";
    case "not-normalized":
      return {
        message: "the text is not in Unicode's composed form (NFC), and Terraform would change it",
        advice: "Type its accented letters anew: they were pasted as a letter and an accent.",
      };
    case "alias-cycle":
      return `the anchor "${fault.name}" holds itself`;
    case "alias-unresolved":
      return {
        message: `there is no anchor "${fault.name}" above this alias`,
        advice:
          "Name a value with &name before it is used with *name; a text with a leading * stands in quotes.",
      };
    case "alias-expansion":
      return `aliases expand to more than ${fault.limit} values`;
    case "composite-key":
      return "a list or a map cannot be a key";
    case "merge-source":
      return {
        message: "<< takes a map, or a list of maps",
        advice: "It merges another map into this one: <<: *name, where &name marks that map.",
      };
  }
}

function wrapSuggestion(suggestion: string | undefined): { readonly advice?: string } {
  if (suggestion === undefined) return {};
  return {
    advice: suggestion.startsWith('"')
      ? `In quotes it is a string: ${suggestion}`
      : `Did you mean "${suggestion}"?`,
  };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
