import { posix } from "node:path";
import type { Answers, BackendAnswer } from "../../init/answers.ts";
import { backendOf, backends, valueFault } from "../../init/backends.ts";
import { moduleNameFaults, newEnvironmentFaults } from "../../init/names.ts";
import type { Interview, Question } from "../interview.ts";
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

/**
 * Asks what a new stack is to be.
 *
 * @param name how its name is asked for
 * @param there the environments that the project has already
 */
export async function stackAnswers(
  name: Question,
  there: readonly string[],
  interview: Interview,
): Promise<Answers | undefined> {
  const stack = await interview.text(name);
  const stages = new Set(there.map((environment) => posix.basename(environment)));
  const environments = await interview.names({
    option: "--environment",
    ask: "Environments, in promotion order",
    wants: "at least one, in promotion order, such as staging",
    initial: there.length > 0 ? [...stages].map((stage) => `${stack}/${stage}`) : usualStages,
    refuse: (names) => newEnvironmentFaults(names, there),
  });
  const modules = await interview.names({
    option: "--module",
    ask: "Terraform modules that the environments share",
    wants: stack === "" ? undefined : `at least one: "${stack}" is not a valid module name`,
    initial: moduleNameFaults([stack]).length === 0 ? [stack] : [],
    isUsual: true,
    refuse: moduleNameFaults,
  });
  const backend = await backendAnswer(interview);
  return backend && { stack, environments, modules, backend };
}

const usualStages = ["staging", "production"];

async function backendAnswer(interview: Interview): Promise<BackendAnswer | undefined> {
  const types = backends.map(({ type }) => type);
  const type = await interview.one({
    option: "--backend",
    ask: "Which backend stores the states?",
    wants: `where Terraform keeps states, one of ${types.join(", ")}`,
    what: "backend",
    choices: backends.map(({ type: value, hint }) => ({ value, hint })),
    otherwise:
      "Choose local, and write your backend block into templates/environments/ afterwards.",
  });
  const backend = backendOf(type ?? "");
  if (!backend) return undefined;
  const said = new Map<string, string>();
  const pairs = { option: "--backend-value", form: "KEY=VALUE", example: "bucket=my-states" };
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
