import type { editsWords } from "../words/edits.ts";
import type { Meanings } from "./entry.ts";

export const editsMeanings: Meanings<typeof editsWords> = {
  "answer-missing": [
    "A command needs to know something, and nobody can be asked.",
    "Give the option that is named. In a terminal the command asks.",
  ],
  "answer-wrong": ["An option or an argument is not valid.", "Correct it."],
  "already-declared": ["The name is taken.", "Choose another one."],
  "call-not-written": [
    "A module call is to have another name, and no template of its stack writes it.",
    "Rename it where it is written, by hand.",
  ],
  "stack-in-the-way": [
    "A file of a new stack is there already.",
    "Give the stack or its module another name, or move the file.",
  ],
  "not-declared": ["The name is not declared.", "Correct it."],
  "still-read": [
    "A variable that is to be removed is read by a template.",
    "Change the template first.",
  ],
  "read-by-others": [
    "A template that several stacks use reads the variable.",
    "Change it for all of them at once.",
  ],
  "call-unknown": [
    "`--module api/db` goes on from the module that `api` calls to one that it calls `db`, and there is no such call.",
    "Name a call of that module: the label of its `module` block.",
  ],
  "eject-not-current": [
    "`eject` leaves the generated code as it is on disk, and that is not what the sources make.",
    "Generate, look at it, commit, and eject then.",
  ],
  "eject-uncommitted": [
    "`eject` removes the sources, and no commit holds them as they are: they would be lost.",
    "Commit first, or say `--force`.",
  ],
  "module-shared": [
    "A variable cannot be renamed in a module that is written by hand, since other calls give the module something under that name.",
    "Let `modules` map the call to the module's own name, and rename the variable then.",
  ],
  "setting-stays": [
    "`make variable` was asked for a setting that is needed as one: templates choose files by it, it is computed, or it is unique.",
    "Keep the setting, and add a variable beside it where Terraform is to read the value.",
  ],
  "edit-by-hand": [
    "A file is written in a way that cannot be edited automatically. Nothing was changed.",
    "Write the change by hand, as the advice says.",
  ],
  "edit-without-effect": [
    "The schema was edited, in memory, and still does not say it: later code overrides the place.",
    "Write the change by hand.",
  ],
  "spec-still-extended": [
    "An environment is to be removed, and another spec extends its spec.",
    "Let that one extend something else first.",
  ],
  "value-hidden": [
    "A value was to be written into a file, and a more particular one gives the environment another value.",
    "Edit that one, or take its value away.",
  ],
  "changed-meanwhile": ["A file changed while the command ran.", "Run the command again."],
};
