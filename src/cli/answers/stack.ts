import { posix } from "node:path";
import type { StackRequest } from "../../init/addStack.ts";
import { environmentNameFaults, stackNameFault } from "../../init/names.ts";
import type { Project } from "../../model/project.ts";
import { type Result, success } from "../../model/result.ts";
import { listOption } from "../command.ts";
import type { Interview } from "../interview.ts";
import { environmentNames, otherAnswers } from "./init.ts";

/** What a new stack of a project is to be. */
export async function stackRequest(
  { schema, environments: there }: Project,
  interview: Interview,
): Promise<Result<StackRequest>> {
  const stack = await interview.name({
    option: "NAME",
    ask: "Name of the stack, what its environments are instances of",
    wants: "what its environments are instances of, such as network",
    refuse: (name) =>
      schema.stacks.has(name) ? `there is a stack "${name}" already` : stackNameFault(name),
  });
  const taken = there.map(({ name }) => name);
  const stages = [...new Set(taken.map((name) => posix.basename(name)))];
  const environments = await environmentNames(
    stages.map((stage) => `${stack}/${stage}`),
    [],
    (names) => newFaults(names, taken),
    interview,
  );
  const after: string[] = [];
  const choices = [...schema.stacks.keys()];
  for (const said of listOption(interview.given, "after")) {
    const one = await interview.one({ option: "--after", said, what: "stack", choices });
    if (one !== undefined) after.push(one);
  }
  const answers = await otherAnswers({ stack, environments }, interview);
  if (interview.problems.length > 0 || !answers) return interview.failure();
  return success({ ...answers, after });
}

/** What is wrong with new names among those that are there. */
function newFaults(names: readonly string[], taken: readonly string[]): readonly string[] {
  const twice = names.filter((name) => taken.includes(name));
  const fresh = names.filter((name) => !taken.includes(name));
  return [
    ...twice.map((name) => `there is an environment "${name}" already`),
    ...environmentNameFaults([...taken, ...fresh]),
  ];
}
