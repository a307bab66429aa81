import { nearest } from "../nearest.ts";
import { didYouMean, list } from "../phrases.ts";
import { clauseOf, type MessageText, type Reason } from "./entry.ts";
import { type Misfit, misfitText } from "./misfits.ts";

/** Why a text cannot stand as one argument in TypeScript. */
const notExpressions = {
  several: "it is several expressions",
  comment: "it holds a comment",
  "no-function": "it is no function",
  syntax: ({ message }: { message: string }) => message,
};

/** Why a text cannot stand as one argument in TypeScript, as data. */
export type NotExpression = Reason<typeof notExpressions>;

interface Unknown {
  /** What it should have been: `environment`. */
  what: string;
  name: string;
  known: readonly string[];
  /** What to do where no known name is near. */
  otherwise?: string | undefined;
}

/** Why an answer cannot be taken, and what to do about it. */
const wrongAnswers = {
  unknown: ({ what, name, known, otherwise }: Unknown) => ({
    message: `there is no ${what} "${name}" here (there are: ${list(known)})`,
    advice: didYouMean(nearest(name, known)) ?? otherwise,
  }),
  "no-match": ({
    selector,
    known,
    near,
  }: Record<"known" | "near", readonly string[]> & { selector: string }) => ({
    message: `no environment matches "${selector}" (there are: ${list(known)})`,
    advice: didYouMean(nearest(selector, new Set(near))),
  }),
  "none-of-all": ({ selectors }: { selectors: readonly string[] }) =>
    `no environment is all of ${selectors.join(" ")}`,
  "unknown-value-for": ({ name, known }: { name: string; known: readonly string[] }) => {
    const quoted = `A value for all that begins like this must be in quotes: '"${name}=..."'`;
    return {
      message: `there is no environment "${name}" in this stack (there are: ${list(known)})`,
      advice: [didYouMean(nearest(name, known)) ?? [], quoted].flat().join(" "),
    };
  },
  choice: ({ text, known }: { text: string; known: readonly string[] }) => ({
    message: `expected ${list(known)}, got "${text}"`,
    advice: didYouMean(nearest(text, known)),
  }),
  seconds: ({ text }: { text: string }) => `"${text}" is no number of seconds`,
  jobs: ({ text }: { text: string }) => `"${text}" is no number of jobs`,
  part: ({ text }: { text: string }) => `"${text}" is no part: 2/40 is the second of forty`,
  day: ({ text, example }: { text: string; example: string }) =>
    `"${text}" is not a day: write year-month-day, such as ${example}`,
  over: ({ day }: { day: string }) => `${day} is over`,
  pair: (pair: { text?: string | undefined; option: string; form: string; example: string }) => ({
    message: `${pair.text === undefined ? "an answer" : `"${pair.text}"`} is not ${pair.form}`,
    advice: `Such as ${pair.option} ${pair.example}`,
  }),
  "no-effect": ({ beside }: { beside: string }) => `it has no effect with ${beside}`,
  "plan-of-judgement": {
    message: "--for-apply reads only states, and plans nothing",
    advice: "--saved-plan FILE compares a saved plan with the code.",
  },
  "only-with": ({ option }: { option: string }) => `it belongs to ${option}`,
  // What comes after a name may be a value that nobody may see.
  "expected-one": ({ first, more }: { first: string; more: number }) =>
    `expected one, got "${first}" and ${more} more`,
  "expected-one-value": ({ count }: { count: number }) => ({
    message: `expected one, got ${count}`,
    advice:
      "A value with blanks, or one that the shell reads, must be in quotes; a list is one value: '[a, b]'",
  }),
  "terraform-name": ({ name, what }: { name: string; what: string }) =>
    `"${name}" is not a valid name of a Terraform ${what}`,
  /** The words of the schema's own rule. */
  "stack-name": ({ message }: { message: string }) => message,
  taken: ({ what, name }: { what: string; name: string }) =>
    `there is ${/^[aeiou]/.test(what) ? "an" : "a"} ${what} "${name}" already`,
  twice: ({ name }: { name: string }) => `"${name}" is given twice`,
  "two-values": ({ of }: { of: string }) => `two values for ${of} are given`,
  "same-environment": ({ name }: { name: string }) => `${name} is where the values come from`,
  "shared-name": ({ name }: { name: string }) => ({
    message: `"${name}" would be a file for others to extend: no leading _`,
    advice: environmentNames,
  }),
  /** The words of the specs' own rule. */
  "environment-name": ({ message }: { message: string }) => ({
    message,
    advice: environmentNames,
  }),
  "module-name": ({ name }: { name: string }) => ({
    message: `"${name}" is not a valid module name: it is a folder of templates/modules/ and the label of a module block`,
    advice: moduleNames,
  }),
  "module-case": ({ name, other }: { name: string; other: string }) => ({
    message: `"${other}" and "${name}" differ in letter case alone: on many disks they are one folder`,
    advice: moduleNames,
  }),
  "backend-attribute": ({ name }: { name: string }) =>
    `"${name}" is no name of a backend's attribute`,
  "backend-secret": ({ name }: { name: string }) =>
    `"${name}" is a secret, and the file would be committed: Terraform reads it from its environment`,
  "backend-state": ({ name }: { name: string }) =>
    `"${name}" is written by init, from each environment's name`,
  "shared-state": ({ folders }: { folders: readonly string[] }) => ({
    message: `states would be those of ${list(folders)}, and applying would destroy what they hold`,
    advice: "Give another place for states, or environments other names.",
  }),
  "value-misfit": ({ name, misfits }: { name: string | undefined; misfits: readonly Misfit[] }) =>
    misfitText(misfits, name),
  "may-not-drift": ({ name }: { name: string }) =>
    `"${name}" must be the same in every environment: the schema gives no reason to drift`,
  type: ({ text, fault, short }: { text: string; fault: NotExpression; short: ShortTypes }) => ({
    message: `"${text}" is neither a short name nor a zod expression: ${clauseOf(notExpressions, fault)}`,
    advice: typesAdvice(short),
  }),
  "unknown-type": (type: { name: string; known: readonly string[]; short: ShortTypes }) => ({
    message: `"${type.name}" is not a type, and nothing of this name is in the schema's file`,
    advice: didYouMean(nearest(type.name, type.known)) ?? typesAdvice(type.short),
  }),
  "no-computing": ({ code, fault }: { code: string; fault: NotExpression }) => ({
    message: `"${code}" does not compute a value: ${clauseOf(notExpressions, fault)}`,
    advice: "Such as --computed '({ environment }) => environment.name'",
  }),
  computed: "a computed variable has the value that its function gives",
  "not-edited": ({ path }: { path: string }) => ({
    message: `${path} was not changed by hand`,
    advice: "Paths begin at the project's root; npx terraloom check lists what was changed.",
  }),
  "no-request": {
    message: "this is no CI job of a pull request on GitHub, nor of a merge request on GitLab",
    advice: "Without --post the text goes to stdout: post it with what your CI has.",
  },
};

/** Why an answer cannot be taken, as data. */
export type WrongAnswer = Reason<typeof wrongAnswers>;

/** Why an answer cannot be taken, in words. */
export function wrongAnswer(reason: WrongAnswer): Exclude<MessageText, string> {
  const words: MessageText = clauseOf(wrongAnswers, reason);
  return typeof words === "string" ? { message: words } : words;
}

type ShortTypes = readonly string[];

function typesAdvice(short: ShortTypes): string {
  return `Short names: ${short.join(", ")}. A zod expression: z.int().min(1)`;
}

const environmentNames = "Letters, digits, - _ and . in between; a / nests.";
const moduleNames = "Letters, digits, - and _, a letter first.";

/** What on a command line says something that there is not. */
export const commandLineMistakes = {
  "no-command": ({ name }: { name: string }) => `there is no command "${name}"`,
  "no-topic": ({ name }: { name: string }) => `there is no command and no topic "${name}"`,
  "no-option": ({ command, option }: { command: string; option: string }) =>
    `"${command}" has no option ${option}`,
  /** The words of Node's parser. */
  unreadable: ({ message }: { message: string }) => message,
};

/** What on a command line says something that there is not, as data. */
export type CommandLineMistake = Reason<typeof commandLineMistakes>;
