import { didYouMean } from "../phrases.ts";
import type { Near, Reason } from "./entry.ts";

const entries = "Such as each: { eu-west-1: {}, us-east-1: { variables: { min_tasks: 4 } } }";

/** What can be wrong with `each` and `name` in a spec. */
export const eachMistakes = {
  "no-entries": {
    message: "`name` names the entries of `each`, and there are none",
    advice: "An environment's name is its file's path under envs/.",
  },
  shared: {
    message: "a file that others extend makes no environments",
    advice: "Take `each` to a spec without the underscore.",
  },
  "no-pattern": ({ environment, placeholder }: { environment: string; placeholder: string }) => ({
    message: `\`name\` is a pattern with ${placeholder}`,
    advice: `Such as name: "${environment}-${placeholder}"`,
  }),
  "no-map": { message: "`each` is a map with an entry for each environment", advice: entries },
};

/** What is wrong with `each` or `name`, as data. */
export type EachMistake = Reason<typeof eachMistakes>;

const reasonWanted = (what: string): string => `Say why ${what}: reason: "..."`;
const dayWanted = "Say until when, as year-month-day: until: 2026-12-31";
const holdExample = 'hold: { reason: "why it stays as it is", until: 2026-12-31 }';

/** What can be wrong with `hold` in a spec. */
export const holdMistakes = {
  "no-part": ({ key, suggestion }: { key: string } & Near) => ({
    message: `"${key}" is not part of a hold`,
    advice: didYouMean(suggestion) ?? holdExample,
  }),
  "no-reason": { message: "a hold has a reason", advice: reasonWanted("nobody is to change it") },
  "no-day": { message: "a hold has a last day", advice: dayWanted },
  by: { message: "who holds it is a name", advice: 'Write by: "..."' },
};

/** What is wrong with `hold`, as data. */
export type HoldMistake = Reason<typeof holdMistakes>;

const waiverExample = '{ variable: core_memory, reason: "why it differs", until: 2026-12-31 }';

/** What can be wrong with an entry of `accepted_drift`. */
export const waiverMistakes = {
  "no-map": { message: "an accepted drift is a map", advice: waiverExample },
  "no-part": ({ key, suggestion }: { key: string } & Near) => ({
    message: `"${key}" is not part of an accepted drift`,
    advice: didYouMean(suggestion) ?? waiverExample,
  }),
  "no-name": { message: "it must name one variable, or one setting", advice: waiverExample },
  unknown: (args: { name: string; what: "variable" | "setting"; stack: string } & Near) => ({
    message: `"${args.name}" is not a ${args.what} of stack "${args.stack}"`,
    advice: didYouMean(args.suggestion) ?? `Stack "${args.stack}" declares none of this name.`,
  }),
  "no-reason": { message: "it has no reason", advice: reasonWanted("this environment differs") },
  "no-day": { message: "it has no last day", advice: dayWanted },
  hold: { message: "hold is true or false", advice: "Write hold: true" },
};

/** What is wrong with an entry of `accepted_drift`, as data. */
export type WaiverMistake = Reason<typeof waiverMistakes>;
