import type { ZodType } from "zod";
import { nearest } from "../../diagnostics/nearest.ts";
import type { GivenValues } from "../../edit/declare.ts";
import { fits, readValue } from "../../edit/readValue.ts";
import { type Result, success } from "../../model/result.ts";
import type { ProjectVariable } from "../../model/schema.ts";
import type { Value } from "../../model/value.ts";
import { explainIssue } from "../../resolve/explainIssue.ts";
import { toZodInput } from "../../translate/zodInput.ts";
import type { Ask } from "../ask.ts";
import { type Arguments, listOption, type Option } from "../command.ts";
import type { Interview } from "../interview.ts";

/** Gives a new variable its values. */
export const valueOption: Option = {
  type: "string",
  value: "[ENV=]VALUE",
  multiple: true,
  help: "one value for all environments, or one for each: --value staging=a --value production=b",
};

/** Whether no value is left to be asked for, as far as can be told before the type is known. */
export function valuesAreTold(given: Arguments, type: string): boolean {
  return (
    listOption(given, "value").length > 0 || /\.(?:default|optional|prefault|nullish)\(/.test(type)
  );
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
 * Reads `--value` and asks for what is missing. A variable whose type has a default needs none.
 *
 * @param environments those of the stack, by name
 */
export async function valuesFor(
  { name, zod, required, drift }: ProjectVariable,
  environments: readonly string[],
  interview: Interview,
): Promise<Result<GivenValues>> {
  const told = valuesTold(environments, interview);
  const each = new Map([...told.each].map(([name, text]) => [name, readValue(text, zod)] as const));
  const all = told.all === undefined ? undefined : readValue(told.all, zod);
  const missing = environments.filter((environment) => !each.has(environment));
  if (interview.problems.length > 0) {
    const untold = missing.filter((environment) => !told.slips.has(environment));
    // A slip that might have been any of them says nothing of which are missing.
    if (all === undefined && required && each.size > 0 && told.slips.size > 0)
      tellMissing(untold, interview);
    return interview.failure();
  }
  if (all !== undefined && each.size === 0) return success({ all });
  if (all !== undefined) {
    for (const environment of missing) each.set(environment, all);
    return success({ each });
  }
  if (!required || missing.length === 0) return success({ each });
  const { asker } = interview;
  if (!asker) {
    tellMissing(missing, interview);
    return interview.failure();
  }
  if (drift === undefined && each.size === 0) {
    return success({ all: await askValue(`Value of ${name}`, zod, asker) });
  }
  for (const environment of missing) {
    each.set(environment, await askValue(`Value of ${name} in ${environment}`, zod, asker));
  }
  return success({ each });
}

function tellMissing(environments: readonly string[], interview: Interview): void {
  if (environments.length === 0) return;
  const options = environments.map((environment) => `--value ${environment}=VALUE`).join(" ");
  interview.missing("--value", options);
}

/** Asks for a value until it fits the type. */
export async function askValue(
  message: string,
  type: ZodType,
  ask: Ask,
  initial?: string,
): Promise<Value> {
  const refuse = (answer: string): string | undefined => {
    const value = readValue(answer, type);
    if (fits(type, value)) return undefined;
    const [issue] = type.safeParse(toZodInput(type, value)).error?.issues ?? [];
    return issue ? explainIssue(issue, value, [])[0]?.problem : "it does not fit the type";
  };
  const question = { message, refuse, ...(initial === undefined ? {} : { initial }) };
  return readValue(await ask.text(question), type);
}

/**
 * The environment that `ENV=VALUE` names; absent for a value of all. Any other name before a `=` is a slip, not a value: it
 * counts for the one that was meant, so that this is not told to be missing too.
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
  const quoted = `A value for all that begins like this stands in quotes: '"${text}"'`;
  const advice = meant === undefined ? quoted : `Did you mean "${meant}"? ${quoted}`;
  interview.wrong("--value", problem, advice);
  return { isSlip: true, ...(meant === undefined ? {} : { environment: meant }) };
}
