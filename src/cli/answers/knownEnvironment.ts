import type { Environment } from "../../model/environment.ts";
import type { Project } from "../../model/project.ts";
import type { Interview, Question } from "../interview.ts";

/** The environment that was named, or an answer. */
export async function knownEnvironment(
  question: Pick<Question, "option" | "said" | "ask">,
  { environments }: Project,
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
