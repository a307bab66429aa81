import { diagnostic } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import type { Project } from "../../model/project.ts";
import type { ProjectStack } from "../../model/schema.ts";
import { listOption } from "../command.ts";
import type { Interview } from "../interview.ts";

/** Chooses the stack that a command works on. */
export const stackOption = {
  "--stack STACK": "which stack; needed where there are several",
};

/** Chooses stacks of those that declare a name. */
export const stacksOption = {
  "--stack STACK...":
    "the stacks to change; needed where several declare the name, and then repeatable",
};

/** The stacks that `--stack` names, or the only one there is, or an answer. */
export async function stacksOf(
  { schema: { stacks } }: Project,
  interview: Interview,
): Promise<readonly ProjectStack[]> {
  const names = [...stacks.keys()];
  const named = listOption(interview.given, "stack");
  if (named.length === 0 && names.length === 1) return [...stacks.values()];
  const answers: ProjectStack[] = [];
  for (const said of named.length > 0 ? named : [undefined]) {
    const name = await interview.one({
      option: "--stack",
      said,
      ask: "Which stack?",
      wants: `which of ${names.join(", ")}`,
      what: "stack",
      choices: names,
    });
    // The rest of the command line is checked in the same run, for the stack that was most likely meant.
    const meant = said === undefined ? undefined : nearest(said, names);
    const stack = stacks.get(name ?? meant ?? (names.length === 1 ? names[0] : undefined) ?? "");
    if (stack) answers.push(stack);
  }
  return answers;
}

/** The stacks whose variable, or secret, of a name is meant: the only one that declares it, those of `--stack`, or an answer. */
export async function stacksWith(
  name: string,
  { schema }: Project,
  interview: Interview,
  kind: "variable" | "secret" = "variable",
): Promise<readonly string[]> {
  const namesOf = ({ variables, secrets }: ProjectStack): ReadonlyMap<string, unknown> =>
    kind === "variable" ? variables : secrets;
  const named = listOption(interview.given, "stack");
  const all = [...schema.stacks.values()];
  const searched = all.filter((stack) => named.length === 0 || named.includes(stack.name));
  const declaring = searched.filter((stack) => namesOf(stack).has(name)).map((stack) => stack.name);
  const unknown = named.filter((stack) => !declaring.includes(stack));
  if (declaring.length === 0 || unknown.length > 0) {
    const stacks = unknown.length > 0 ? unknown : all.map((stack) => stack.name);
    const known = searched.flatMap((stack) => [...namesOf(stack).keys()]);
    const suggestion = declaring.length > 0 ? undefined : nearest(name, known);
    interview.add(diagnostic("not-declared", { kind, name, stacks, suggestion }));
    return [];
  }
  if (named.length > 0 || declaring.length === 1) return declaring;
  const options = declaring.map((stack) => `--stack ${stack}`).join(" ");
  return interview.some({
    option: "--stack",
    ask: `Several stacks declare ${name}: in which?`,
    wants: `several declare "${name}"; choose with ${options}`,
    choices: declaring,
  });
}
