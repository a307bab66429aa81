import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { WrongAnswer } from "../diagnostics/messages/wrongAnswers.ts";
import { parseShard } from "../resolve/shard.ts";
import { type Arguments, type Command, optionsOf, textOption } from "./command.ts";

/** What is wrong with options' values: the word that stands for a value in the usage says what it has to be. */
export function wrongValues(command: Command, given: Arguments): readonly Diagnostic[] {
  return Object.entries(optionsOf(command)).flatMap(([name, { value }]) => {
    const text = textOption(given, name);
    const reason = text === undefined ? undefined : wrongValue(value, text);
    return reason ? [diagnostic("answer-wrong", { option: `--${name}`, reason })] : [];
  });
}

function wrongValue(value: string, text: string): WrongAnswer | undefined {
  const number = Number(text);
  switch (value) {
    case "SECONDS":
      return number > 0 ? undefined : { kind: "seconds", text };
    case "JOBS":
      return Number.isInteger(number) && number > 0 ? undefined : { kind: "jobs", text };
    case "K/N":
      return parseShard(text) ? undefined : { kind: "part", text };
    default: {
      const isList = /^[a-z-]+(?:\|[a-z-]+)+$/.test(value);
      return isList ? wrongChoice(text, value.split("|")) : undefined;
    }
  }
}

/** What is wrong with the value of an option that has a fixed list of values. */
export function wrongChoice(text: string, known: readonly string[]): WrongAnswer | undefined {
  return known.includes(text) ? undefined : { kind: "choice", text, known };
}
