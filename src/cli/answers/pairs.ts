import { listOption } from "../command.ts";
import type { Interview } from "../interview.ts";

/** An option whose answers are pairs: `--label KEY=VALUE`. */
interface PairsQuestion {
  readonly option: string;
  /** How a pair is written: `KEY=VALUE`. */
  readonly form: string;
  /** A pair, told where one is wrong. */
  readonly example: string;
  readonly mayBeEmpty?: true;
  /** A wrong answer may be a secret value: it is not repeated. */
  readonly isHidden?: true;
}

type Pair = readonly [key: string, value: string];

/** What follows an option, taken apart; what is not written so is reported. */
export function pairsOf(question: PairsQuestion, interview: Interview): readonly Pair[] {
  const { option, form, example, mayBeEmpty, isHidden } = question;
  return listOption(interview.given, option.slice("--".length)).flatMap((text) => {
    const pair = pairIn(text);
    if (pair && (mayBeEmpty || pair[1].trim() !== "")) return [pair];
    const said = isHidden ? undefined : text;
    interview.wrong(option, { kind: "pair", text: said, option, form, example });
    return [];
  });
}

/** `KEY=VALUE`, taken apart at the first `=`; `undefined` where there is no key. */
export function pairIn(text: string): Pair | undefined {
  const at = text.indexOf("=");
  return at > 0 ? [text.slice(0, at), text.slice(at + 1)] : undefined;
}
