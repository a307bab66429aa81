import type { schemaWords } from "../words/schema.ts";
import type { Meanings } from "./entry.ts";

export const schemaMeanings: Meanings<typeof schemaWords> = {
  "schema-missing": [
    "The folder holds no `schema/index.ts`, so it is not a project.",
    "Run terraloom in the project's folder, or name it with `--root`. `terraloom init` begins a project.",
  ],
  "schema-syntax": ["The schema is not valid TypeScript.", "Mend the line that is named."],
  "schema-throws": [
    "The schema's own code throws while it is read.",
    "Mend the line that is named.",
  ],
  "schema-endless": [
    "The schema's own code has not come to its end within the time limit.",
    "Look for a loop, or a wait, that does not end. `TERRALOOM_SCHEMA_SECONDS` sets another limit than 30 seconds.",
  ],
  "schema-no-project": [
    "`schema/index.ts` does not export a project.",
    "Write `export default defineProject({ stacks: { ... } })`.",
  ],
  "not-a-declaration": [
    "Something under `stacks`, `variables`, `settings` or `secrets` was not made with the function for it.",
    "Use `defineStack`, `variable`, `setting` or `secret`.",
  ],
  "not-a-zod-type": [
    "The type of a variable or a setting is not a zod 4 type.",
    'Import zod as `import * as z from "zod"`, version 4.3 or later, and give a type such as `z.string()`.',
  ],
  "unknown-option": ["A declaration has an option that does not exist.", "Correct its name."],
  "missing-description": [
    "A variable or a secret has no description.",
    "Say in one sentence what it is: it becomes the description in Terraform and in editors.",
  ],
  "missing-drift-reason": [
    "`drift` permits environments to differ and gives no reason.",
    "Write the reason: it is the permission.",
  ],
  "type-not-terraform": [
    "Terraform has no type for this zod type.",
    "Choose another type; docs/schema.md lists what becomes what.",
  ],
  "stack-name": ["The stack's name is not valid as a folder's.", "Use letters, digits, - and _."],
  "output-place": [
    "Output would go out of the project, or into a folder that it is made from.",
    "Name a folder below the project's own.",
  ],
  "outside-place": [
    "A file outside of the output folder has a place where nothing may be written.",
    "Name a file by its path from the project's own folder on.",
  ],
  "outside-unmade": [
    "A file is declared outside of the output folder, and `templates/` has nothing that makes it.",
    "Write its template under the same path, or take the declaration out.",
  ],
  "atlantis-options": [
    "What the schema says of `atlantis.yaml` cannot stand there.",
    "Keys that name environments, their folders, waves and what they watch are terraloom's own.",
  ],
  "variable-name": [
    "Terraform does not accept the name for a variable.",
    "Use letters, digits, - and _, a letter or _ first, and none of the names that Terraform reserves.",
  ],
  "stack-output-name": [
    "Terraform does not accept the name for an output.",
    "Use letters, digits, - and _, a letter or _ first.",
  ],
  "after-unknown": [
    "A stack comes after one that does not exist.",
    "Correct the name in `after`, or declare the stack.",
  ],
  "after-circle": [
    "Each of some stacks comes after another one of them, so that none can be applied first.",
    "Take one out of `after`.",
  ],
  "secret-name": [
    "The secret's name is not valid as an environment variable's.",
    "Use letters, digits, - and _, a letter or _ first.",
  ],
  "secret-and-variable": [
    "One name is declared as a secret and as a variable.",
    "Keep one: a variable's value is written down, a secret's never.",
  ],
  "unknown-label": [
    "A label is used that the stack's `labels` do not list.",
    "Correct it, or add it to the stack's `labels`.",
  ],
  "promotion-twice": [
    "An environment stands twice in the promotion order.",
    "Remove one of the two.",
  ],
  "unknown-promotion": [
    "The promotion order names an environment that has no spec.",
    "Correct the name, or write the spec.",
  ],
  "unread-variable": [
    "A variable is never used: no code reads it, and no template writes its value.",
    "Use it, or remove it with `terraloom remove variable`.",
  ],
  "computed-unknown": ["A computed value reads a name that does not exist.", "Correct the name."],
  "computed-cycle": [
    "A computed value is computed from itself.",
    "Let specs say one of them, or compute it from something else.",
  ],
  "schema-function-throws": [
    "A function of the schema, or a check in a type, throws.",
    "Mend the function, or the value that it is given.",
  ],
  "schema-function-endless": [
    "A function of the schema, or a check in a type, does not end.",
    "Mend the loop in it, or set TERRALOOM_SCHEMA_SECONDS where it needs longer.",
  ],
  "computed-sensitive": [
    "A value is computed from a sensitive one and is not sensitive itself.",
    "Make it a sensitive variable, or compute it from something else.",
  ],
  "computed-wrong": ["What is computed does not fit the type.", "Mend the function, or the type."],
  "call-name": [
    "The name of a module call is not valid.",
    "Use letters, digits, - and _, a letter or _ first.",
  ],
  "call-source": [
    "The source or the version of a call is none that Terraform takes.",
    "Write a registry's module with a version constraint, or git's with a `ref` in its source.",
  ],
  "call-origin": [
    "A module call names no module.",
    "Name a folder of modules/, or a source with its version.",
  ],
  "call-not-named": [
    "A variable goes to a module that is called under other names.",
    "Name the calls under `modules`.",
  ],
  "call-argument-twice": [
    "A module call would be given one argument twice.",
    "Give one of the variables another name there.",
  ],
  "call-each-unknown": [
    "A module call is made for each entry of a variable that does not exist.",
    "Correct the name.",
  ],
  "call-each-type": [
    "A module call is made for each entry of something that is not a map of objects.",
    "Make its type `z.record(z.string(), z.strictObject({ ... }))`.",
  ],
  "module-argument-differs": [
    "Two calls would make a module declare one variable in two ways.",
    "Make both alike, or give one another name.",
  ],
  "terraform-version": [
    "A stack's `terraform` is not a version.",
    'Write the lowest version that it supports alone, such as `terraform: "1.9"`.',
  ],
  "terraform-too-old": [
    "A variable needs a later Terraform than the lowest that its stack supports.",
    "Raise the stack's `terraform`, or do without what needs it.",
  ],
  "deprecated-successor": [
    '`deprecated: "use NAME"` names no variable of the stack.',
    "Correct the name, or declare the variable.",
  ],
  "deprecated-pair": [
    '`deprecated: "use NAME"` makes two names of one value, and these two variables are too different for that.',
    "Make them alike, or say in other words what to do instead.",
  ],
  "helper-name": [
    "A helper of the schema has the name of one of terraloom's own.",
    "Give it another name.",
  ],
};
