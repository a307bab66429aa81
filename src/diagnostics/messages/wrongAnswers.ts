import { nearest } from "../nearest.ts";
import { didYouMean, list } from "../phrases.ts";
import { clauseOf, type MessageText, type Reason } from "./entry.ts";
import { type Misfit, misfitText } from "./misfits.ts";

/** Why a text is not one argument in TypeScript. */
const notExpressions = {
  several: "it is several expressions",
  comment: "it contains a comment",
  "no-function": "it is not a function",
  syntax: ({ message }: { message: string }) => message,
};

/** Why a text is not one argument in TypeScript, as data. */
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
    `no environment matches all of ${selectors.join(" ")}`,
  "unknown-value-for": ({ name, known }: { name: string; known: readonly string[] }) => {
    const quoted = `A value for all environments that begins like this must be in quotes: '"${name}=..."'`;
    return {
      message: `there is no environment "${name}" in this stack (there are: ${list(known)})`,
      advice: [didYouMean(nearest(name, known)) ?? [], quoted].flat().join(" "),
    };
  },
  choice: ({ text, known }: { text: string; known: readonly string[] }) => ({
    message: `expected ${list(known)}, got "${text}"`,
    advice: didYouMean(nearest(text, known)),
  }),
  seconds: ({ text }: { text: string }) => `expected a number of seconds, got "${text}"`,
  jobs: ({ text }: { text: string }) => `expected a number of jobs, got "${text}"`,
  part: ({ text }: { text: string }) =>
    `expected a shard such as 2/40 (the second of forty), got "${text}"`,
  day: ({ text, example }: { text: string; example: string }) =>
    `expected a date such as ${example}, got "${text}"`,
  over: ({ day }: { day: string }) => `${day} is in the past`,
  pair: (pair: { text?: string | undefined; option: string; form: string; example: string }) => ({
    message: `${pair.text === undefined ? "an answer" : `"${pair.text}"`} is not ${pair.form}`,
    advice: `Such as ${pair.option} ${pair.example}`,
  }),
  "no-effect": ({ beside }: { beside: string }) => `it has no effect with ${beside}`,
  "plan-of-judgement": {
    message: "--for-apply only reads states, and makes no plan",
    advice: "--saved-plan FILE compares a saved plan with the code.",
  },
  "only-with": ({ option }: { option: string }) => `it can only be used with ${option}`,
  // What comes after a name may be a sensitive value.
  "expected-one": ({ first, more }: { first: string; more: number }) =>
    `expected one, got "${first}" and ${more} more`,
  "expected-one-value": ({ count }: { count: number }) => ({
    message: `expected one, got ${count}`,
    advice:
      "A value with spaces, or with characters that the shell interprets, must be in quotes; a list is one value: '[a, b]'",
  }),
  "terraform-name": ({ name, what }: { name: string; what: string }) =>
    `"${name}" is not a valid name of a Terraform ${what}`,
  /** The words of the schema's own rule. */
  "stack-name": ({ message }: { message: string }) => message,
  taken: ({ what, name }: { what: string; name: string }) =>
    `there is ${/^[aeiou]/.test(what) ? "an" : "a"} ${what} "${name}" already`,
  twice: ({ name }: { name: string }) => `"${name}" is given twice`,
  "two-values": ({ of }: { of: string }) => `${of} is given two values`,
  "same-environment": ({ name }: { name: string }) => `${name} is where the values come from`,
  "shared-name": ({ name }: { name: string }) => ({
    message: `"${name}" would be a spec that others extend: an environment's name does not begin with _`,
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
    `"${name}" is not a valid name of a backend attribute`,
  "backend-secret": ({ name }: { name: string }) =>
    `"${name}" is a secret, and the file would be committed: Terraform reads it from its environment`,
  "backend-state": ({ name }: { name: string }) =>
    `"${name}" is written by init, from each environment's name`,
  "shared-state": ({ folders }: { folders: readonly string[] }) => ({
    message: `${list(folders)} would share their states with these environments, and applying would destroy what they manage`,
    advice: "Choose another place for states, or other names for the environments.",
  }),
  "value-misfit": ({ name, misfits }: { name: string | undefined; misfits: readonly Misfit[] }) =>
    misfitText(misfits, name),
  "may-not-drift": ({ name }: { name: string }) =>
    `"${name}" must be the same in every environment: its schema entry has no drift: "..."`,
  type: ({ text, fault, short }: { text: string; fault: NotExpression; short: ShortTypes }) => ({
    message: `"${text}" is neither a short name nor a zod expression: ${clauseOf(notExpressions, fault)}`,
    advice: typesAdvice(short),
  }),
  "unknown-type": (type: { name: string; known: readonly string[]; short: ShortTypes }) => ({
    message: `"${type.name}" is not a type, and the schema's file defines nothing of this name`,
    advice: didYouMean(nearest(type.name, type.known)) ?? typesAdvice(type.short),
  }),
  "no-computing": ({ code, fault }: { code: string; fault: NotExpression }) => ({
    message: `"${code}" does not compute a value: ${clauseOf(notExpressions, fault)}`,
    advice: "Such as --computed '({ environment }) => environment.name'",
  }),
  computed: "a computed variable gets its value from its function",
  "not-edited": ({ path }: { path: string }) => ({
    message: `${path} was not changed by hand`,
    advice: "Paths begin at the project's root; npx terraloom check lists what was changed.",
  }),
  "no-request": {
    message: "this is neither a CI job of a GitHub pull request nor of a GitLab merge request",
    advice: "Without --post the text is printed to stdout: post it with the means of your CI.",
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

const environmentNames = "Use letters, digits, - _ and . between them; a / makes a subfolder.";
const moduleNames = "Use letters, digits, - and _, a letter first.";

/** What can be wrong with a command line's names. */
export const commandLineMistakes = {
  "no-command": ({ name }: { name: string }) => `there is no command "${name}"`,
  "no-topic": ({ name }: { name: string }) => `there is no command and no topic "${name}"`,
  "no-option": ({ command, option }: { command: string; option: string }) =>
    `"${command}" has no option ${option}`,
  /** The words of Node's parser. */
  unreadable: ({ message }: { message: string }) => message,
};

/** What can be wrong with a command line's names, as data. */
export type CommandLineMistake = Reason<typeof commandLineMistakes>;
