import { didYouMean, firstFew, list } from "../phrases.ts";
import { clauseOf, error, type Near } from "./entry.ts";
import { type HandwrittenReason, handwrittenReasons, settingReasons } from "./reasons.ts";
import { type Uneditable, uneditableThings } from "./uneditable.ts";
import {
  type CommandLineMistake,
  commandLineMistakes,
  type WrongAnswer,
  wrongAnswer,
} from "./wrongAnswers.ts";

/** What can keep a command from starting, and from editing schema and specs. */
export const editsMessages = {
  "command-line": error<{
    mistake: CommandLineMistake;
    meant: string | undefined;
    help: string;
  }>(({ mistake, meant, help }) => ({
    message: clauseOf(commandLineMistakes, mistake),
    advice: `${meant === undefined ? "" : `Did you mean ${meant}? `}See: ${help}`,
  })),
  "answer-missing": error<{ option: string; wants: string }>(
    ({ option, wants }) => `${option} is missing: ${wants}`,
  ),
  "answer-wrong": error<{ option: string; reason: WrongAnswer }>(({ option, reason }) => {
    const { message, ...advice } = wrongAnswer(reason);
    return { message: `${option}: ${message}`, ...advice };
  }),
  "already-declared": error<{ kind: string; name: string; stack: string }>(
    ({ kind, name, stack }) => ({
      message: `stack "${stack}" has ${kind === "environment" ? "an" : "a"} ${kind} "${name}" already`,
      ...(kind === "environment"
        ? {}
        : { advice: `npx terraloom trace ${name} shows where it is used.` }),
    }),
  ),
  "call-not-written": error<{ call: string; folder: string }>(({ call, folder }) => ({
    message: `no template of ${folder}/ has a block: module "${call}"`,
    advice: "Rename it where it is written, and add a moved block.",
  })),
  "stack-in-the-way": error<{ path: string; stack: string }>(({ path, stack }) => ({
    message: `${path} exists already, and stack "${stack}" would write to the same path`,
    advice: "Give the stack or the module another name, or move the file.",
  })),
  "not-declared": error<{ kind: string; name: string; stacks: readonly string[] } & Near>(
    ({ kind, name, stacks, suggestion }) => ({
      message: `there is no ${kind} "${name}" in ${stacks.length === 1 ? "stack" : "the stacks"} ${list(stacks)}`,
      advice: didYouMean(suggestion),
    }),
  ),
  "still-read": error<{ name: string }>(({ name }) => ({
    message: `this reads "${name}"`,
    advice: "Code that reads it would break: change this place first.",
  })),
  "read-by-others": error<{ name: string; stacks: readonly string[] }>(({ name, stacks }) => ({
    message: `this reads "${name}" for stack ${list(stacks)} too`,
    advice: `Change it for all of them at once: ${stacks.map((stack) => `--stack ${stack}`).join(" ")}`,
  })),
  "call-unknown": error<{ call: string; folder: string; known: readonly string[] } & Near>(
    ({ call, folder, known, suggestion }) => ({
      message: `${folder} calls no module "${call}"`,
      advice:
        didYouMean(suggestion) ??
        (known.length > 0 ? `It calls ${list(known)}.` : "It calls no module at all."),
    }),
  ),
  "eject-not-current": error(() => ({
    message: "the generated files are not current",
    advice: "Run: npx terraloom generate. Then commit, and eject.",
  })),
  "eject-uncommitted": error<{ files: readonly string[] }>(({ files }) => ({
    message: `no commit contains ${firstFew(files)}: git could not bring ${files.length === 1 ? "it" : "them"} back`,
    advice: "Commit first, or lose what is not committed: npx terraloom eject --force",
  })),
  "setting-stays": error<{ name: string; why: keyof typeof settingReasons }>(({ name, why }) => ({
    message: `the setting "${name}" cannot become a variable: ${settingReasons[why]}`,
    advice:
      "Keep the setting, which only templates read, and add a variable, which Terraform reads.",
  })),
  "file-by-hand": error<{ file: string; why: HandwrittenReason }>(({ file, why }) => ({
    message: `${file} cannot become a template: ${clauseOf(handwrittenReasons, why)}`,
    advice: "Name a handwritten Terraform file, or a module's folder.",
  })),
  "edit-by-hand": error<{ what: Uneditable; write: string }>(({ what, write }) => ({
    message: `cannot be edited automatically: ${clauseOf(uneditableThings, what)}`,
    advice: `By hand: ${write}`,
  })),
  "edit-without-effect": error<{ name: string; write: string }>(({ name, write }) => ({
    message: `an edit of the schema here would have no effect on "${name}"`,
    advice: `Code after this place overrides it. By hand: ${write}`,
  })),
  "spec-still-extended": error<{ file: string }>(({ file }) => ({
    message: `this spec extends ${file}, which the command would remove`,
    advice: "First write the inherited values into this spec, or extend another file.",
  })),
  "value-hidden": error<{ label: string; environment: string; file: string }>(
    ({ label, environment, file }) => ({
      message: `${environment} would not get the value of ${label} in ${file}: it gets another one here`,
      advice: `Leave out --in to edit this place, or remove it: then the value in ${file} applies.`,
    }),
  ),
  "changed-meanwhile": error(() => ({
    message: "the file was changed while this command ran",
    advice: "Run the command again.",
  })),
} as const;
