import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import type { Project } from "../../model/project.ts";
import type { Ask } from "../ask.ts";
import { listOption } from "../changing.ts";
import type { Arguments, Option } from "../command.ts";

/** Chooses stacks of those that declare a name. */
export const stacksOption: Option = {
  type: "string",
  value: "STACK",
  multiple: true,
  help: "the stacks to change; needed where several declare the name, and then repeatable",
};

/** The stacks whose variable of a name is meant: the only one that declares it, those of `--stack`, or an answer. */
export async function stacksWith(
  name: string,
  given: Arguments,
  { schema }: Project,
  ask: Ask | undefined,
  problems: Diagnostic[],
): Promise<readonly string[]> {
  const named = listOption(given, "stack");
  const all = [...schema.stacks.values()];
  const searched = all.filter((stack) => named.length === 0 || named.includes(stack.name));
  const declaring = searched
    .filter((stack) => stack.variables.has(name))
    .map((stack) => stack.name);
  const unknown = named.filter((stack) => !declaring.includes(stack));
  if (declaring.length === 0 || unknown.length > 0) {
    const stacks = unknown.length > 0 ? unknown : all.map((stack) => stack.name);
    const known = searched.flatMap((stack) => [...stack.variables.keys()]);
    const suggestion = declaring.length > 0 ? undefined : nearest(name, known);
    problems.push(diagnostic("not-declared", { kind: "variable", name, stacks, suggestion }));
    return [];
  }
  if (named.length > 0 || declaring.length === 1) return declaring;
  if (ask) {
    const choices = declaring.map((value) => ({ value }));
    const chosen = await ask.some(`Several stacks declare ${name}: in which?`, choices);
    if (chosen.length > 0) return chosen;
  }
  const wants = `several declare "${name}"; choose with ${declaring.map((stack) => `--stack ${stack}`).join(" ")}`;
  problems.push(diagnostic("answer-missing", { option: "--stack", wants }));
  return [];
}
