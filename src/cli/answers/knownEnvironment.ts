import type { Environment } from "../../model/environment.ts";
import type { Interview, Question } from "../interview.ts";

/** The environment that is the command's one free argument, or an answer. */
export function namedEnvironment(
  ask: string,
  environments: readonly Environment[],
  interview: Interview,
): Promise<Environment | undefined> {
  const said = interview.onlyName("ENV");
  return knownEnvironment({ option: "ENV", said, ask }, environments, interview);
}

/** The environment that was named, or an answer. */
export async function knownEnvironment(
  question: Pick<Question, "option" | "said" | "ask">,
  environments: readonly Environment[],
  interview: Interview,
): Promise<Environment | undefined> {
  const names = environments.map(({ name }) => name);
  const name = await interview.one({
    ...question,
    wants: `an environment, one of ${names.join(", ")}`,
    what: "environment",
    choices: names,
  });
  return environments.find((environment) => environment.name === name);
}
