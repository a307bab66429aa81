import { shortHash } from "../../model/history.ts";
import type { RemovedEnvironment } from "../../model/status.ts";
import { onOneLine } from "./planWords.ts";

/** The sentence about an environment that the code has no more. */
export function removedText({ place, problem }: RemovedEnvironment): string {
  return problem === undefined
    ? `removed from code, and it still stands: ${place}`
    : `removed from code, and whether it still stands is not known: ${place} does not answer: ${onOneLine(problem)}`;
}

/** How to destroy it, or to record that it is gone. */
export function removedAdvice({ name, last, directory }: RemovedEnvironment): readonly string[] {
  return [
    `its code is in ${shortHash(last)}: git worktree add --detach ../before ${shortHash(last)}, and in ../before/${directory}: terraform init && terraform destroy`,
    `or say what became of it, in schema/index.ts: defineProject({ retired: { ${JSON.stringify(name)}: "why" } })`,
  ];
}
