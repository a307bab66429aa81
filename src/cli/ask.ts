import type { Readable, Writable } from "node:stream";
import type { Io } from "./command.ts";

/** Asks the person at the terminal. Each question throws `Cancelled` on Ctrl-C. */
export interface Ask {
  readonly text: (question: TextQuestion) => Promise<string>;
  readonly one: (message: string, choices: readonly Choice[]) => Promise<string>;
  readonly some: (message: string, choices: readonly Choice[]) => Promise<readonly string[]>;
}

export interface TextQuestion {
  readonly message: string;
  /** Shown while nothing is typed, and the answer if nothing is. */
  readonly initial?: string | undefined;
  /** What is wrong with an answer; it is then asked for again. */
  readonly refuse?: (answer: string) => string | undefined;
}

export interface Choice {
  readonly value: string;
  readonly label?: string;
  readonly hint?: string;
}

/** The person did not want to answer. */
export class Cancelled extends Error {}

/** The prompts: `undefined` without a terminal. */
export function askIn({ stdin, stderr }: Io): Ask | undefined {
  if (stdin?.isTTY !== true || stderr.isTTY !== true) return undefined;
  // Questions go to stderr: stdout is for data.
  const terminal = {
    input: stdin as Readable,
    output: (stderr.raw ?? stderr) as unknown as Writable,
  };
  const prompts = import("@clack/prompts");
  const answered = <T>(answer: T): Exclude<T, symbol> => {
    if (typeof answer === "symbol") throw new Cancelled();
    return answer as Exclude<T, symbol>;
  };
  const options = (choices: readonly Choice[]) =>
    choices.map(({ value, label = value, hint }) => ({ value, label, ...(hint ? { hint } : {}) }));
  return {
    async text({ message, initial, refuse }) {
      const { text } = await prompts;
      const answer = await text({
        ...terminal,
        message,
        ...(initial === undefined ? {} : { placeholder: initial, defaultValue: initial }),
        validate: (value = "") => refuse?.(value === "" ? (initial ?? "") : value),
      });
      return answered(answer ?? "");
    },
    async one(message, choices) {
      const { select } = await prompts;
      return answered(await select({ ...terminal, message, options: options(choices) }));
    },
    async some(message, choices) {
      const { multiselect } = await prompts;
      const question = { ...terminal, message, options: options(choices), required: false };
      return answered(await multiselect(question));
    },
  };
}
