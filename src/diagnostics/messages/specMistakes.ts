import { didYouMean } from "../phrases.ts";
import type { Near, Reason } from "./entry.ts";

const entries = "Such as each: { eu-west-1: {}, us-east-1: { variables: { min_tasks: 4 } } }";

/** What can be wrong with `each` and `name` in a spec. */
export const eachMistakes = {
  "no-entries": {
    message: "`name` is a pattern for the entries of `each`, and this spec has no `each`",
    advice: "An environment's name is its file's path under envs/.",
  },
  shared: {
    message: "a spec that others extend cannot have `each`",
    advice: "Move `each` to a spec whose file name does not begin with _.",
  },
  "no-pattern": ({ environment, placeholder }: { environment: string; placeholder: string }) => ({
    message: `\`name\` must contain ${placeholder}`,
    advice: `Such as name: "${environment}-${placeholder}"`,
  }),
  "no-map": { message: "`each` must be a map with one entry per environment", advice: entries },
};

/** What is wrong with `each` or `name`, as data. */
export type EachMistake = Reason<typeof eachMistakes>;

const reasonWanted = (what: string): string => `Say why ${what}: reason: "..."`;
const dayWanted = "Say until when, as year-month-day: until: 2026-12-31";
const holdExample = 'hold: { reason: "why it stays as it is", until: 2026-12-31 }';

/** What can be wrong with `hold` in a spec. */
export const holdMistakes = {
  "no-part": ({ key, suggestion }: { key: string } & Near) => ({
    message: `"${key}" is not a key of hold`,
    advice: didYouMean(suggestion) ?? holdExample,
  }),
  "no-reason": {
    message: "the hold has no reason",
    advice: reasonWanted("it must not be changed"),
  },
  "no-day": { message: "the hold has no last day", advice: dayWanted },
  by: { message: "by must be a name", advice: 'Write by: "..."' },
};

/** What is wrong with `hold`, as data. */
export type HoldMistake = Reason<typeof holdMistakes>;

const waiverExample = '{ variable: core_memory, reason: "why it differs", until: 2026-12-31 }';

/** What can be wrong with an entry of `accepted_drift`. */
export const waiverMistakes = {
  "no-map": { message: "an entry of accepted_drift must be a map", advice: waiverExample },
  "no-part": ({ key, suggestion }: { key: string } & Near) => ({
    message: `"${key}" is not a key of an accepted_drift entry`,
    advice: didYouMean(suggestion) ?? waiverExample,
  }),
  "no-name": { message: "it must name one variable or one setting", advice: waiverExample },
  unknown: (args: { name: string; what: "variable" | "setting"; stack: string } & Near) => ({
    message: `"${args.name}" is not a ${args.what} of stack "${args.stack}"`,
    advice: didYouMean(args.suggestion) ?? `Stack "${args.stack}" declares none of this name.`,
  }),
  "no-reason": { message: "it has no reason", advice: reasonWanted("this environment differs") },
  "no-day": { message: "it has no last day", advice: dayWanted },
  hold: { message: "hold must be true or false", advice: "Write hold: true" },
};

/** What is wrong with an entry of `accepted_drift`, as data. */
export type WaiverMistake = Reason<typeof waiverMistakes>;
