import { decodeText } from "../model/files.ts";
import type { Step } from "../model/step.ts";
import { withoutLiterals } from "../moduleCheck/withoutLiterals.ts";

/** Whether files become others in plain values alone, so that what was true of their code still is. */
export function keepsStructure(steps: readonly Step[]): boolean {
  return steps.every((step) => {
    if (step.action === "unchanged") return true;
    if (step.action !== "update" || typeof step.output.content !== "string") return false;
    const old = decodeText(step.old);
    return old !== undefined && withoutLiterals(old) === withoutLiterals(step.output.content);
  });
}
