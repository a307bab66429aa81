import type { ZodType } from "zod";
import type { Misfit } from "../diagnostics/messages/misfits.ts";
import type { Value } from "../model/value.ts";
import { judge } from "../schemaCode/schemaCode.ts";
import { toPlain } from "../translate/toPlain.ts";
import { toZodInput } from "../translate/zodInput.ts";
import { pathText } from "../values/valueText.ts";
import { droppedKeys } from "./droppedKeys.ts";
import { explainIssue } from "./explainIssue.ts";
import { issuesInSets } from "./setIssues.ts";

/** What is wrong with a value that a type refuses: nothing where it fits. Of a hidden value no more than that. */
export function mismatches(
  type: ZodType,
  value: Value | undefined,
  isHidden = false,
): readonly Misfit[] {
  const found = allMismatches(type, value);
  return isHidden && found.length > 0 ? [{ kind: "hidden" }] : found;
}

function allMismatches(type: ZodType, value: Value | undefined): readonly Misfit[] {
  const result = judge(type, toZodInput(type, value));
  if (!result.success) {
    if (value === undefined) return [{ kind: "required" }];
    return result.error.issues
      .flatMap((issue) => issuesInSets(type, issue, value))
      .flatMap((issue) => explainIssue(issue, value, []))
      .map(({ path, misfit }) => ({ ...misfit, place: pathText("", path) }));
  }
  const [dropped] = value === undefined ? [] : droppedKeys(value, toPlain(result.data), []);
  return dropped ? [{ kind: "unknown-attribute", attribute: dropped.join(".") }] : [];
}
