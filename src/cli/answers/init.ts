import type { WrongAnswer } from "../../diagnostics/messages/wrongAnswers.ts";
import type { Answers, BackendAnswer } from "../../init/answers.ts";
import { backendOf, backends, valueFault } from "../../init/backends.ts";
import { environmentNameFaults, moduleNameFaults, stackNameFault } from "../../init/names.ts";
import { listOption } from "../command.ts";
import type { Interview } from "../interview.ts";
import { pairsOf } from "./pairs.ts";

/** What a new project, and a new stack of one, is told. */
export const stackOptions = {
  "--module NAME...":
    "a Terraform module that its environments share; repeatable (default: one with the stack's name)",
  "--environment NAME...": "an environment; repeatable, in promotion order",
  "--backend BACKEND": `where Terraform keeps states: ${backends.map(({ type }) => type).join(", ")}`,
  "--backend-value KEY=VALUE...":
    "an attribute of the backend, such as bucket=my-states; repeatable",
};

/** What is known of a new project before its modules and its backend are. */
export interface FirstAnswers {
  readonly stack: string;
  /** In the order in which they take a change. */
  readonly environments: readonly string[];
}

export async function firstAnswers(interview: Interview): Promise<FirstAnswers> {
  const stack = await interview.text({
    option: "--stack",
    ask: "Name of the stack, what every environment is an instance of",
    wants: "what every environment is an instance of, such as deployment",
    initial: "deployment",
    refuse: stackNameFault,
  });
  const initial = ["staging", "production"];
  return { stack, environments: await environmentNames(initial, environmentNameFaults, interview) };
}

/**
 * The names of new environments.
 *
 * @param initial what a person is offered
 */
export function environmentNames(
  initial: readonly string[],
  faults: NamesQuestion["faults"],
  interview: Interview,
): Promise<readonly string[]> {
  const question = {
    option: "environment",
    ask: "Environments, in the order in which they take a change",
    wants: "at least one, in the order in which they take a change, such as staging",
    initial,
    faults,
  };
  return namesOf(question, interview);
}

/** The answers that a project without modules so far wants besides. */
export async function otherAnswers(
  first: FirstAnswers,
  interview: Interview,
): Promise<Answers | undefined> {
  const byDefault = moduleNameFaults([first.stack]).length === 0 ? [first.stack] : [];
  const question = {
    option: "module",
    ask: "Terraform modules that the environments share",
    wants: first.stack && `at least one: "${first.stack}" is not a valid module name`,
    initial: byDefault,
    byDefault,
    faults: moduleNameFaults,
  };
  const modules = await namesOf(question, interview);
  const backend = await backendAnswer(interview);
  return backend && { ...first, modules, backend };
}

interface NamesQuestion {
  readonly option: string;
  readonly ask: string;
  readonly wants: string;
  readonly initial: readonly string[];
  /** The answer if there is none and no terminal; absent: it is missing. */
  readonly byDefault?: readonly string[];
  readonly faults: (names: readonly string[]) => readonly WrongAnswer[];
}

/** Names, each an option of its own, or all on one line of an answer. */
async function namesOf(
  { option, ask, wants, initial, byDefault = [], faults }: NamesQuestion,
  interview: Interview,
): Promise<readonly string[]> {
  const said = listOption(interview.given, option);
  if (said.length === 0 && interview.asker) {
    const namesIn = (line: string) => line.split(/[\s,]+/).filter((name) => name !== "");
    const line = await interview.text({
      option: `--${option}`,
      ask: `${ask} (blanks between them)`,
      wants,
      initial: initial.join(" "),
      refuse: (answer) => faults(namesIn(answer))[0],
      words: (answer) => namesIn(answer).flatMap((name) => [`--${option}`, name]),
    });
    return namesIn(line);
  }
  const names = said.length > 0 ? said : byDefault;
  if (names.length === 0 && wants !== "") interview.missing(`--${option}`, wants);
  for (const fault of faults(names)) interview.wrong(`--${option}`, fault);
  return names;
}

async function backendAnswer(interview: Interview): Promise<BackendAnswer | undefined> {
  const types = backends.map(({ type }) => type);
  const type = await interview.one({
    option: "--backend",
    ask: "Where does Terraform keep states?",
    wants: `where Terraform keeps states, one of ${types.join(", ")}`,
    what: "backend",
    choices: backends.map(({ type: value, hint }) => ({ value, hint })),
    otherwise: "Take local, and write your backend block into templates/environments/ afterwards.",
  });
  const backend = backendOf(type ?? "");
  if (!backend) return undefined;
  const said = new Map<string, string>();
  const pairs = { option: "backend-value", form: "KEY=VALUE", example: "bucket=my-states" };
  for (const [name, value] of pairsOf(pairs, interview)) {
    const isTwice = said.has(name);
    const fault = isTwice ? ({ kind: "twice", name } as const) : valueFault(backend, name);
    if (fault) interview.wrong("--backend-value", fault);
    said.set(name, value);
  }
  const values: Record<string, string> = {};
  for (const [name, wants] of Object.entries(backend.wants)) {
    const option = `--backend-value ${name}=VALUE`;
    const words = (answer: string) => ["--backend-value", `${name}=${answer}`];
    const question = { option, said: said.get(name), ask: wants, wants, words };
    values[name] = (await interview.text(question)).trim();
  }
  const all = Object.entries({ ...values, ...Object.fromEntries(said) });
  return {
    type: backend.type,
    values: Object.fromEntries(all.map(([name, text]) => [name, typed(text)])),
  };
}

/** Terraform's backends take switches as well as texts. */
function typed(text: string): string | boolean {
  return text === "true" || text === "false" ? text === "true" : text;
}
