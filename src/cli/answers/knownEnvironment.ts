import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Environment } from "../../model/environment.ts";
import { unknownEnvironment } from "../../resolve/unknownEnvironment.ts";
import type { Ask } from "../ask.ts";

/** What is asked for: as the command line calls it, and as a question. */
export interface EnvironmentQuestion {
  /** `--from`, `ENV`. */
  readonly option: string;
  readonly question: string;
}

/** The environment that was named, or an answer. */
export async function knownEnvironment(
  named: string | undefined,
  { option, question }: EnvironmentQuestion,
  environments: readonly Environment[],
  ask: Ask | undefined,
  problems: Diagnostic[],
): Promise<Environment | undefined> {
  const names = environments.map(({ name }) => name);
  const choices = names.map((value) => ({ value }));
  const name = named ?? (await ask?.one(question, choices));
  if (name === undefined) {
    const wants = `an environment, one of ${names.join(", ")}`;
    problems.push(diagnostic("answer-missing", { option, wants }));
    return undefined;
  }
  const found = environments.find((environment) => environment.name === name);
  if (!found) problems.push(unknownEnvironment(option, name, names));
  return found;
}
