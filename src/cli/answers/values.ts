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
  const each = new Map<string, Value>();
  let all: Value | undefined;
  for (const text of listOption(interview.given, "value")) {
    const named = environmentOf(text, environments, interview);
    if (named === undefined) {
      if (all !== undefined) wrong("two values for all environments are given");
      all = readValue(text, zod);
    } else {
      if (each.has(named)) wrong(`two values for ${named} are given`);
      each.set(named, readValue(text.slice(named.length + 1), zod));
    }
  }
  function wrong(problem: string): void {
    interview.wrong("--value", problem);
  }
  if (interview.problems.length > 0) return interview.failure();
  if (all !== undefined && each.size === 0) return success({ all });
  const missing = environments.filter((environment) => !each.has(environment));
  if (all !== undefined) {
    for (const environment of missing) each.set(environment, all);
    return success({ each });
  }
  if (!required || missing.length === 0) return success({ each });
  const { asker } = interview;
  if (!asker) {
    const options = missing.map((environment) => `--value ${environment}=VALUE`).join(" ");
    interview.missing("--value", options);
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

/** The environment that `ENV=VALUE` names; a name that is nearly one is a slip, not a value. */
function environmentOf(
  text: string,
  environments: readonly string[],
  interview: Interview,
): string | undefined {
  const [, name = ""] = /^([\w./-]+)=/.exec(text) ?? [];
  if (name === "") return undefined;
  if (environments.includes(name)) return name;
  const meant = nearest(name, environments);
  if (meant !== undefined) {
    const problem = `there is no environment "${name}" in this stack`;
    const advice = `Did you mean "${meant}"? A value for all that begins like this stands in quotes: '"${text}"'`;
    interview.wrong("--value", problem, advice);
  }
  return undefined;
}
