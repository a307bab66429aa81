import type { ZodType } from "zod";
import type { Path, Value } from "../model/value.ts";
import { judge } from "../schemaCode/schemaCode.ts";
import { toPlain } from "../translate/toPlain.ts";
import { toZodInput } from "../translate/zodInput.ts";
import { pathText } from "../values/valueText.ts";
import { droppedKeys } from "./droppedKeys.ts";
import { explainIssue } from "./explainIssue.ts";
import { issuesInSets } from "./setIssues.ts";

/** What is wrong with a value that a type refuses, in a clause; `undefined` where it fits. */
export function mismatch(type: ZodType, value: Value | undefined): string | undefined {
  const result = judge(type, toZodInput(type, value));
  if (!result.success) {
    if (value === undefined) return "today a value is required";
    const explained = result.error.issues
      .flatMap((issue) => issuesInSets(type, issue, value))
      .flatMap((issue) => explainIssue(issue, value, []));
    return explained.map(({ path, problem }) => at(path, problem)).join("; ");
  }
  if (value === undefined) return undefined;
  const [dropped] = droppedKeys(value, toPlain(result.data), []);
  return dropped && `"${dropped.join(".")}" is not an attribute of this object`;
}

/** A problem with its place in the value, as Terraform would refer to it. */
function at(path: Path, problem: string): string {
  return path.length === 0 ? problem : `${pathText("", path)} ${problem}`;
}
