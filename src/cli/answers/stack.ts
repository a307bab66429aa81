import { posix } from "node:path";
import type { StackRequest } from "../../init/answers.ts";
import { newEnvironmentFaults, stackNameFault } from "../../init/names.ts";
import type { Project } from "../../model/project.ts";
import { type Result, success } from "../../model/result.ts";
import type { Interview } from "../interview.ts";
import { environmentNames, otherAnswers } from "./init.ts";

export async function stackRequest(
  { schema, environments: there }: Project,
  interview: Interview,
): Promise<Result<StackRequest>> {
  const stack = await interview.name({
    option: "NAME",
    ask: "Name of the stack, what its environments are instances of",
    wants: "what its environments are instances of, such as network",
    refuse: (name) =>
      schema.stacks.has(name) ? { kind: "taken", what: "stack", name } : stackNameFault(name),
  });
  const taken = there.map(({ name }) => name);
  const stages = [...new Set(taken.map((name) => posix.basename(name)))];
  const environments = await environmentNames(
    stages.map((stage) => `${stack}/${stage}`),
    (names) => newEnvironmentFaults(names, taken),
    interview,
  );
  const choices = [...schema.stacks.keys()];
  const after = await interview.some({ option: "--after", what: "stack", choices });
  const answers = await otherAnswers({ stack, environments }, interview);
  if (interview.problems.length > 0 || !answers) return interview.failure();
  return success({ ...answers, after });
}
