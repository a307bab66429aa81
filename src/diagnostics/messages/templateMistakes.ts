import { list } from "../phrases.ts";
import type { Reason } from "./entry.ts";

interface Named {
  readonly name: string;
}

/** What can be wrong with an expression or a block of a template. */
export const templateMistakes = {
  "not-known": ({ name, known }: Named & { readonly known?: readonly string[] }) =>
    `"${name}" is not known here${known ? ` (known: ${list(known)})` : ""}`,
  "no-member": ({ of, name, isNull }: Named & { readonly of: string; readonly isNull?: boolean }) =>
    `"${of}" ${isNull ? "is null and has" : "has"} no "${name}"`,
  "too-far-up": ({ name }: Named) =>
    `"${name}" goes up more levels than there are blocks around it`,
  undefined: "undefined is not a value",
  "null-text": "null cannot be written; test for it with {{#if}}",
  "raw-null": "expected raw text, found null",
  "raw-data": "expected raw text, found a list or a map; use {{#each}}",
  "no-literal": "a list or a map that contains expressions cannot be written as a literal",
  decorator: "decorators are not supported",
  "not-a-block": ({ name }: Named) => `"#${name}" is not a block`,
  "not-a-helper": ({ name, isBlock }: Named & { readonly isBlock: boolean }) =>
    `"${name}" is not a helper${isBlock ? `: it is a block, {{#${name}}}...{{/${name}}}` : ""}`,
  parameters: ({
    name,
    takes,
    given,
  }: Named & { readonly takes: number; readonly given: number }) =>
    `"${name}" takes ${takes === 1 ? "one parameter" : `${takes || "no"} parameters`}, got ${given}`,
  "no-option": ({ name, option }: Named & { readonly option: string }) =>
    `"${name}" has no option "${option}"`,
  takes: ({ name }: { readonly name: keyof typeof taken }) => `${name} takes ${taken[name]}`,
  "loops-without-end": "loops run more than 100,000 times in this file",
  "partials-without-end": ({ name, depth }: Named & { readonly depth: number }) =>
    `partials include one another ${depth} deep: "${name}" includes itself`,
  "inline-name": 'an inline partial needs one name, in quotes: {{#*inline "name"}}',
  "partial-name": "the name of a partial must be a string",
  absent: ({ what, name }: Named & { readonly what: keyof typeof absent }) =>
    `there is no ${what} "${name}" here${absent[what]}`,
  "no-module-folder": ({ name }: Named) => `there is no folder templates/modules/${name}`,
  "no-version": ({ name }: Named) => `the call "${name}" has no version in the schema`,
  "no-environment": ({ name }: Named) =>
    `${name} needs an environment: use it in templates/environments/`,
  "no-module": ({ name }: Named) => `${name} needs a module: module="...", or call="..."`,
  "many-calls": ({ calls }: { readonly calls: readonly string[] }) =>
    `the module is called more than once: say ${calls.map((name) => `call="${name}"`).join(" or ")}`,
  "not-chosen": ({ name }: Named) => `no variable "${name}" is selected here`,
  "no-label": ({ name }: Named) => `no variable and no secret has a label "${name}"`,
  "no-label-value": ({
    name,
    value,
    known,
  }: Named & { readonly value: string; readonly known: readonly string[] }) =>
    `the label "${name}" has no value "${value}" (it has ${list(known)})`,
  "no-output": ({ name, stack }: Named & { readonly stack: string }) =>
    `stack "${stack}" declares no output "${name}"`,
  "output-type": ({
    name,
    stack,
    type,
    wanted,
  }: Named & { readonly stack: string; readonly type: string; readonly wanted: string }) =>
    `output "${name}" of stack "${stack}" is ${type}, not ${wanted}`,
  "helper-gives-no-data": ({ name }: Named) =>
    `"${name}" must return a string, number, boolean, list or map`,
  "helper-throws": ({ said }: { readonly said: string }) => said,
};

/** What a helper or a block takes as its arguments. */
const taken = {
  "#each": "a list or a map",
  includes: "a list, a map or a string",
  join: "a list and a separator",
  outputOf: "an environment and the name of an output",
};

/** What a template may name, with where it would come from. */
const absent = {
  partial: "",
  stack: "",
  environment: "",
  "environment of stack": "",
  module: ": neither a folder of templates/modules/ nor a variable has this name",
  call: ": neither calls nor any variable's modules name it",
};

export type TemplateMistake = Reason<typeof templateMistakes>;
