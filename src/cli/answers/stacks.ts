import { diagnostic } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import type { Project } from "../../model/project.ts";
import type { ProjectStack } from "../../model/schema.ts";
import { listOption } from "../command.ts";
import type { Interview } from "../interview.ts";

export const stackOption = {
  "--stack STACK": "the stack; required if there are several",
};

export const stacksOption = {
  "--stack STACK...": "the stack to change; required if several declare the name; repeatable",
};

/**
 * The stack that `--stack` names, or the only one that may be meant, or an answer.
 *
 * @param meant those that may be; absent, or none: all
 */
export async function stackOf(
  { schema }: Project,
  interview: Interview,
  meant: readonly ProjectStack[] = [],
): Promise<ProjectStack | undefined> {
  const [only, other] = meant.length > 0 ? meant : [...schema.stacks.values()];
  if (interview.given.options.stack === undefined && !other) return only;
  return schema.stacks.get((await interview.one(stackQuestion(schema.stacks))) ?? "");
}

/** The stacks that `--stack` names, or the only one there is, or an answer. */
export async function stacksOf(
  { schema: { stacks } }: Project,
  interview: Interview,
): Promise<readonly ProjectStack[]> {
  if (interview.given.options.stack === undefined && stacks.size === 1) return [...stacks.values()];
  const names = await interview.some(stackQuestion(stacks));
  return names.flatMap((name) => stacks.get(name) ?? []);
}

function stackQuestion(stacks: ReadonlyMap<string, ProjectStack>) {
  const choices = [...stacks.keys()];
  const wants = `which of ${choices.join(", ")}`;
  return { option: "--stack", ask: "Which stack?", wants, what: "stack", choices };
}

/** Asks which variable, or secret, the command is about. */
export function nameQuestion(kind: "variable" | "secret") {
  const option = kind === "variable" ? "Variable" : "Secret";
  return { option, ask: `Name of the ${kind}`, wants: "its name" };
}

/** The stacks whose variable, or secret, of a name is meant: the only one that declares it, those of `--stack`, or an answer. */
export async function stacksWith(
  name: string,
  { schema }: Project,
  interview: Interview,
  kind: "variable" | "secret" = "variable",
): Promise<readonly string[]> {
  const declaredIn = ({ variables, secrets }: ProjectStack): readonly string[] => [
    ...(kind === "variable" ? variables : secrets).keys(),
  ];
  const all = [...schema.stacks.values()];
  const named = listOption(interview.given, "stack");
  const having = all.filter((stack) => declaredIn(stack).includes(name)).map((one) => one.name);
  const without = named.filter((stack) => !having.includes(stack));
  if (having.length === 0 || without.length > 0) {
    const stacks = without.length > 0 ? without : all.map((stack) => stack.name);
    const suggestion = having.length > 0 ? undefined : nearest(name, all.flatMap(declaredIn));
    interview.add(diagnostic("not-declared", { kind, name, stacks, suggestion }));
    return [];
  }
  if (named.length === 0 && having.length === 1) return having;
  return interview.some({
    option: "--stack",
    ask: `Several stacks declare ${name}. Change which?`,
    wants: `several declare "${name}"; choose with ${having.map((stack) => `--stack ${stack}`).join(" ")}`,
    what: "stack",
    choices: having,
  });
}
