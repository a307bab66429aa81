import type { WrongAnswer } from "../../diagnostics/messages/wrongAnswers.ts";
import type { GivenValues } from "../../edit/declare.ts";
import { type NamedValue, nameOfValue } from "../../edit/namedValue.ts";
import { readInside, readValue } from "../../edit/readValue.ts";
import { type Result, success } from "../../model/result.ts";
import type { ProjectVariable } from "../../model/schema.ts";
import { type Value, valueAt, withValueAt } from "../../model/value.ts";
import { mismatches } from "../../resolve/mismatch.ts";
import { declaredHere } from "../../resolve/valueProblems.ts";
import { listOption } from "../command.ts";
import type { Interview } from "../interview.ts";
import { pairIn } from "./pairs.ts";

export const valueOption = {
  "--value [ENV=]VALUE...":
    "one value for all environments, or one for each: --value staging=a --value production=b",
};

interface SaidValues {
  readonly all: string | undefined;
  readonly each: ReadonlyMap<string, string>;
  /** Environments that need a value, and are given none. */
  readonly missing: readonly string[];
}

/**
 * Takes `--value` apart, and tells what is wrong with it whatever the type may be.
 *
 * @param environments those of the stack, by name
 * @param isRequired whether each of them needs a value
 */
export function saidValues(
  environments: readonly string[],
  isRequired: boolean,
  interview: Interview,
): SaidValues {
  const each = new Map<string, string>();
  const forAll: string[] = [];
  let isMisspelt = false;
  for (const text of listOption(interview.given, "value")) {
    const [name, value] = pairIn(text) ?? ["", text];
    if (!/^[\w./-]+$/.test(name)) {
      forAll.push(text);
    } else if (!environments.includes(name)) {
      isMisspelt = true;
      interview.wrong("--value", { kind: "unknown-value-for", name, known: environments });
    } else {
      if (each.has(name)) interview.wrong("--value", { kind: "two-values", of: name });
      each.set(name, value);
    }
  }
  if (forAll.length > 1) interview.wrong("--value", { kind: "two-values", of: "all environments" });
  const [all] = forAll;
  const isMissing = isRequired && all === undefined;
  const missing = isMissing ? environments.filter((one) => !each.has(one)) : [];
  // A misspelt name may mean any of them.
  if (isMissing && !isMisspelt && !interview.asker && (each.size === 0 || missing.length > 0)) {
    const wants =
      each.size === 0
        ? "one value for all environments, or --value ENV=VALUE for each"
        : missing.map((one) => `--value ${one}=VALUE`).join(" ");
    interview.missing("--value", wants);
  }
  return { all, each, missing };
}

/**
 * Reads `--value` and asks for what is missing. What does not fit the type is told together with what is missing.
 *
 * @param environments those of the stack, by name
 */
export async function valuesFor(
  variable: ProjectVariable,
  environments: readonly string[],
  interview: Interview,
): Promise<Result<GivenValues>> {
  const { name, zod, required, drift } = variable;
  const said = saidValues(environments, required, interview);
  const read = (text: string, label?: string): Value => {
    const value = readValue(text, zod);
    const fault = faultOf(variable, value, label);
    if (fault) interview.wrong("--value", fault);
    return value;
  };
  const all = said.all === undefined ? {} : { all: read(said.all) };
  const each = new Map([...said.each].map(([one, text]) => [one, read(text, one)]));
  if (interview.problems.length > 0) return interview.failure();
  if (said.missing.length > 0 && drift === undefined && each.size === 0) {
    const answer = await askValue({ message: `Value of ${name}`, of: variable }, interview);
    return success({ all: answer, each });
  }
  for (const environment of said.missing) {
    const message = `Value of ${name} in ${environment}`;
    const words = (text: string) => ["--value", `${environment}=${text}`];
    each.set(environment, await askValue({ message, of: variable, words }, interview));
  }
  return success({ ...all, each });
}

/**
 * Reads an answer as what a person names; what does not fit is reported.
 *
 * @param held its whole value so far: an answer may be a part of it
 */
export function readAnswer(
  text: string,
  { path: [section, name = "", ...inside], declared }: NamedValue,
  held: Value | undefined,
  option: string,
  interview: Interview,
): Value {
  const isWhole = inside.length === 0;
  const value = isWhole ? readValue(text, declared.zod) : readInside(text, valueAt(held, inside));
  const fault = faultOf(declared, withValueAt(held, inside, value), nameOfValue([section, name]));
  if (fault) interview.wrong(option, fault, declaredHere(declared.location));
  return value;
}

type Held = Pick<ProjectVariable, "zod"> & { readonly sensitive?: boolean };

/** Why a value does not fit; what is sensitive is not said again. */
function faultOf({ zod, sensitive }: Held, value: Value, name?: string): WrongAnswer | undefined {
  const misfits = mismatches(zod, value, sensitive);
  return misfits.length === 0 ? undefined : { kind: "value-misfit", name, misfits };
}

interface ValueQuestion {
  readonly message: string;
  readonly of: Held;
  readonly initial?: string;
  /** What would have said it on the command line; absent: `--value`, and the answer. Not kept of a sensitive value. */
  readonly words?: (answer: string) => readonly string[];
}

/** Asks for a value until it fits the type. */
export async function askValue(
  { message, of, initial, words = (answer) => ["--value", answer] }: ValueQuestion,
  interview: Interview,
): Promise<Value> {
  const answer = await interview.text({
    option: "--value",
    said: undefined,
    ask: message,
    refuse: (text) => faultOf(of, readValue(text, of.zod)),
    ...(initial === undefined ? {} : { initial }),
    words: of.sensitive ? () => [] : words,
  });
  return readValue(answer, of.zod);
}
