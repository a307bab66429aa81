import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import type { Answers, BackendAnswer } from "../../init/answers.ts";
import { type Backend, backendOf, backends, valueFault } from "../../init/backends.ts";
import { environmentNameFaults, moduleNameFaults, stackNameFault } from "../../init/names.ts";
import type { Ask } from "../ask.ts";
import { listOption, textOption } from "../changing.ts";
import type { Arguments } from "../command.ts";

/** What is known of a new project before its modules and its backend are. */
export interface FirstAnswers {
  readonly stack: string;
  /** In the order in which they take a change. */
  readonly environments: readonly string[];
}

/**
 * The first answers, from options and questions. Where nobody can be asked, every one that is missing is a problem.
 *
 * @param found the environments that are there already
 */
export async function firstAnswers(
  given: Arguments,
  found: readonly string[],
  ask: Ask | undefined,
  problems: Diagnostic[],
): Promise<FirstAnswers> {
  const stack = await stackOf(given, ask, problems);
  const environments = await environmentsOf(given, found, ask, problems);
  return { stack, environments };
}

/** The answers that a project without modules so far wants besides. */
export async function otherAnswers(
  given: Arguments,
  first: FirstAnswers,
  found: BackendAnswer | undefined,
  ask: Ask | undefined,
  problems: Diagnostic[],
): Promise<Answers | undefined> {
  const modules = await modulesOf(given, first.stack, ask, problems);
  const backend = await backendAnswer(given, found, ask, problems);
  return backend && { ...first, modules, backend };
}

async function stackOf(
  given: Arguments,
  ask: Ask | undefined,
  problems: Diagnostic[],
): Promise<string> {
  const named = textOption(given, "stack");
  if (named === undefined && ask) {
    return ask.text({
      message: "Name of the stack, what every environment is an instance of",
      initial: "deployment",
      refuse: stackNameFault,
    });
  }
  if (named === undefined) {
    const wants = "what every environment is an instance of, such as deployment";
    problems.push(diagnostic("answer-missing", { option: "--stack", wants }));
    return "";
  }
  const problem = stackNameFault(named);
  if (problem !== undefined) problems.push(wrong("--stack", problem));
  return named;
}

async function environmentsOf(
  given: Arguments,
  found: readonly string[],
  ask: Ask | undefined,
  problems: Diagnostic[],
): Promise<readonly string[]> {
  let named = listOption(given, "environment");
  if (named.length === 0 && ask) {
    return askNames(
      "Environments, in the order in which they take a change",
      found.length > 0 ? found.join(" ") : "staging production",
      environmentNameFaults,
      ask,
    );
  }
  if (named.length === 0 && found.length > 0) named = found;
  if (named.length === 0) {
    const wants = "at least one, in the order in which they take a change, such as staging";
    problems.push(diagnostic("answer-missing", { option: "--environment", wants }));
  }
  for (const problem of environmentNameFaults(named)) {
    problems.push(
      wrong("--environment", problem, "Letters, digits, - _ and . in between; a / nests."),
    );
  }
  return named;
}

async function modulesOf(
  given: Arguments,
  stack: string,
  ask: Ask | undefined,
  problems: Diagnostic[],
): Promise<readonly string[]> {
  const named = listOption(given, "module");
  const byDefault = moduleNameFaults([stack]).length === 0 ? stack : undefined;
  if (named.length === 0 && ask) {
    const message = "Terraform modules that the environments share";
    return askNames(message, byDefault ?? "", moduleNameFaults, ask);
  }
  if (named.length === 0 && byDefault !== undefined) return [byDefault];
  if (named.length === 0 && stack !== "") {
    const wants = `at least one: "${stack}" does not do as a module's name`;
    problems.push(diagnostic("answer-missing", { option: "--module", wants }));
  }
  for (const problem of moduleNameFaults(named)) {
    problems.push(wrong("--module", problem, "Letters, digits, - and _, a letter first."));
  }
  return named;
}

/** Asks for names on one line until all of them do. */
async function askNames(
  message: string,
  initial: string,
  faults: (names: readonly string[]) => readonly string[],
  ask: Ask,
): Promise<readonly string[]> {
  const namesIn = (answer: string): string[] =>
    answer.split(/[\s,]+/).filter((name) => name !== "");
  const answer = await ask.text({
    message: `${message} (blanks between them)`,
    initial,
    refuse: (text) => {
      const names = namesIn(text);
      return names.length === 0 ? "At least one name is wanted." : faults(names)[0];
    },
  });
  return namesIn(answer);
}

async function backendAnswer(
  given: Arguments,
  found: BackendAnswer | undefined,
  ask: Ask | undefined,
  problems: Diagnostic[],
): Promise<BackendAnswer | undefined> {
  const types = backends.map(({ type }) => type);
  const choices = backends.map(({ type, hint }) => ({ value: type, hint }));
  const type =
    textOption(given, "backend") ??
    found?.type ??
    (await ask?.one("Where does Terraform keep states?", choices));
  if (type === undefined) {
    const wants = `where Terraform keeps states, one of ${types.join(", ")}`;
    problems.push(diagnostic("answer-missing", { option: "--backend", wants }));
    return undefined;
  }
  const backend = backendOf(type);
  if (!backend) {
    const meant = nearest(type, types);
    const advice = meant
      ? `Did you mean "${meant}"?`
      : "Take local, and write your backend block into templates/environments/ afterwards.";
    problems.push(wrong("--backend", `"${type}" is none of ${types.join(", ")}`, advice));
    return undefined;
  }
  const known = found?.type === type ? found.values : {};
  const values = { ...known, ...readValues(backend, listOption(given, "backend-value"), problems) };
  for (const [name, question] of Object.entries(backend.wants)) {
    if (name in values) continue;
    if (ask) {
      const refuse = (answer: string) =>
        answer.trim() === "" ? "An answer is wanted." : undefined;
      values[name] = (await ask.text({ message: question, refuse })).trim();
    } else {
      const option = `--backend-value ${name}=VALUE`;
      problems.push(diagnostic("answer-missing", { option, wants: question }));
    }
  }
  const order = [...Object.keys(backend.wants), ...Object.keys(values)];
  const sorted = [...new Set(order)].flatMap((name) => {
    const value = values[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { type, values: Object.fromEntries(sorted) };
}

function readValues(
  backend: Backend,
  texts: readonly string[],
  problems: Diagnostic[],
): Record<string, string | boolean> {
  const values: Record<string, string | boolean> = {};
  for (const text of texts) {
    const [, name = "", value = ""] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
    if (name === "") {
      problems.push(
        wrong(
          "--backend-value",
          `"${text}" is no KEY=VALUE`,
          "Such as --backend-value bucket=my-states",
        ),
      );
      continue;
    }
    const fault = Object.hasOwn(values, name)
      ? `"${name}" is given twice`
      : valueFault(backend, name);
    if (fault !== undefined) problems.push(wrong("--backend-value", fault));
    values[name] = value === "true" || value === "false" ? value === "true" : value;
  }
  return values;
}

function wrong(option: string, problem: string, advice?: string): Diagnostic {
  return diagnostic("answer-wrong", { option, problem, advice });
}
