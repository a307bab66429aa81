import { listOption } from "../command.ts";
import type { Interview } from "../interview.ts";

/** An option whose answers are pairs: `--label KEY=VALUE`. */
interface PairsQuestion {
  readonly option: string;
  /** How a pair is written: `KEY=VALUE`. */
  readonly form: string;
  /** A pair, told where one is wrong. */
  readonly example: string;
  /** A value may be empty. */
  readonly mayBeEmpty?: true;
  /** A wrong answer may be a value that nobody may see: it is not repeated. */
  readonly isHidden?: true;
}

/** What follows an option, taken apart. */
interface Pairs {
  readonly pairs: readonly (readonly [key: string, value: string])[];
  /** Answers that are no pairs, which is told. */
  readonly others: readonly string[];
}

/** The one place that takes `KEY=VALUE` apart, and tells what is not written so. */
export function pairsOf(question: PairsQuestion, interview: Interview): Pairs {
  const { option, form, example, mayBeEmpty, isHidden } = question;
  const pairs: (readonly [string, string])[] = [];
  const others: string[] = [];
  for (const text of listOption(interview.given, option)) {
    const [, key = "", value = ""] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (key !== "" && (mayBeEmpty || value.trim() !== "")) {
      pairs.push([key, value]);
    } else {
      others.push(text);
      const problem = `${isHidden ? "an answer" : `"${text}"`} is not ${form}`;
      interview.wrong(`--${option}`, problem, `Such as --${option} ${example}`);
    }
  }
  return { pairs, others };
}
