import { nearest } from "../../diagnostics/nearest.ts";
import { didYouMean } from "../../diagnostics/phrases.ts";
import type { GivenValues } from "../../edit/declare.ts";
import { readValue } from "../../edit/readValue.ts";
import { type Result, success } from "../../model/result.ts";
import type { ProjectVariable } from "../../model/schema.ts";
import type { Value } from "../../model/value.ts";
import { misfit } from "../../resolve/misfit.ts";
import { listOption } from "../command.ts";
import type { Interview } from "../interview.ts";

/** Gives a new variable its values. */
export const valueOption = {
  "--value [ENV=]VALUE...":
    "one value for all environments, or one for each: --value staging=a --value production=b",
};

/** Tells what is wrong with values, and whether they are missing, where the type is not known. */
export function tellUntyped(
  type: string,
  environments: readonly string[],
  interview: Interview,
): void {
  if (environments.length > 0) valuesTold(environments, interview);
  const isTold = listOption(interview.given, "value").length > 0;
  const isOptional = /\.(?:default|optional|prefault|nullish)\(/.test(type);
  if (!interview.asker && !isTold && !isOptional) tellMissing(environments, interview);
}

/** What `--value` says, as it is written. */
interface ToldValues {
  readonly all: string | undefined;
  readonly each: ReadonlyMap<string, string>;
  /** Environments that were most likely meant by names that do not exist. */
  readonly slips: ReadonlySet<string>;
}

/** Takes `--value` apart, and tells what is wrong whatever the type may be. */
export function valuesTold(environments: readonly string[], interview: Interview): ToldValues {
  const each = new Map<string, string>();
  const slips = new Set<string>();
  let all: string | undefined;
  for (const text of listOption(interview.given, "value")) {
    const { environment: named, isSlip } = environmentOf(text, environments, interview);
    if (isSlip) {
      if (named !== undefined) slips.add(named);
    } else if (named === undefined) {
      if (all !== undefined) wrong("two values for all environments are given");
      all = text;
    } else {
      if (each.has(named)) wrong(`two values for ${named} are given`);
      each.set(named, text.slice(named.length + 1));
    }
  }
  function wrong(problem: string): void {
    interview.wrong("--value", problem);
  }
  return { all, each, slips };
}

/**
 * Reads `--value` and asks for what is missing. A variable whose type has a default needs none. What does not fit the type
 * is told together with what is missing.
 *
 * @param environments those of the stack, by name
 */
export async function valuesFor(
  variable: ProjectVariable,
  environments: readonly string[],
  interview: Interview,
): Promise<Result<GivenValues>> {
  const { name, zod, required, drift } = variable;
  const told = valuesTold(environments, interview);
  const read = (text: string, environment?: string): Value => {
    const value = readValue(text, zod);
    const fault = faultOf(variable, value);
    const label = environment === undefined ? "" : `${environment}: `;
    if (fault !== undefined) interview.wrong("--value", label + fault);
    return value;
  };
  const each = new Map([...told.each].map(([one, text]) => [one, read(text, one)] as const));
  const all = told.all === undefined ? undefined : read(told.all);
  const missing = environments.filter((environment) => !each.has(environment));
  const isMissing = all === undefined && required && missing.length > 0;
  if (interview.problems.length > 0 || (isMissing && !interview.asker)) {
    const untold = missing.filter((environment) => !told.slips.has(environment));
    // Where a misspelt name might mean any of them, it is not known which are missing.
    const isKnown = each.size > 0 || (told.slips.size === 0 && !interview.asker);
    if (isMissing && isKnown) tellMissing(untold, interview);
    return interview.failure();
  }
  if (all !== undefined && each.size === 0) return success({ all });
  if (all !== undefined) {
    for (const environment of missing) each.set(environment, all);
    return success({ each });
  }
  if (!isMissing) return success({ each });
  if (drift === undefined && each.size === 0) {
    return success({
      all: await askValue({ message: `Value of ${name}`, of: variable }, interview),
    });
  }
  for (const environment of missing) {
    const message = `Value of ${name} in ${environment}`;
    const question = {
      message,
      of: variable,
      words: (text: string) => ["--value", `${environment}=${text}`],
    };
    each.set(environment, await askValue(question, interview));
  }
  return success({ each });
}

/** Tells the environments that have no value, or that nothing says of any. */
function tellMissing(environments: readonly string[], interview: Interview): void {
  if (listOption(interview.given, "value").length === 0) {
    const wants = "one value for all environments, or --value ENV=VALUE for each";
    interview.missing("--value", wants);
  } else if (environments.length > 0) {
    const options = environments.map((environment) => `--value ${environment}=VALUE`).join(" ");
    interview.missing("--value", options);
  }
}

/** What a value is held to. */
type Held = Pick<ProjectVariable, "zod"> & { readonly sensitive?: boolean };

/** Why a value does not fit; what is sensitive is not said again. */
export function faultOf({ zod, sensitive }: Held, value: Value): string | undefined {
  const fault = misfit(zod, value);
  return fault !== undefined && sensitive === true ? "it does not fit its type" : fault;
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

/**
 * The environment that `ENV=VALUE` names; absent for a value of all. Any other name before a `=` is a mistake, not
 * part of a value: it counts as the environment that was most likely meant, so that this one is not reported as
 * missing too.
 */
function environmentOf(
  text: string,
  environments: readonly string[],
  interview: Interview,
): { readonly environment?: string; readonly isSlip?: true } {
  const [, name = ""] = /^([\w./-]+)=/.exec(text) ?? [];
  if (name === "") return {};
  if (environments.includes(name)) return { environment: name };
  const meant = nearest(name, environments);
  const problem = `there is no environment "${name}" in this stack (there are: ${environments.join(", ")})`;
  const quoted = `A value for all that begins like this stands in quotes: '"${name}=..."'`;
  const advice = meant === undefined ? quoted : `${didYouMean(meant)} ${quoted}`;
  interview.wrong("--value", problem, advice);
  return { isSlip: true, ...(meant === undefined ? {} : { environment: meant }) };
}
